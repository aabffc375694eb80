"""What a society gets to tell its members: letter, leaflets, slide, texts, mail, banner and QR code, all from one place."""
