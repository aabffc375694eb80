"""Pure rules of Japanese placement, labour and working-hours law, with figures and the dates on which they hold.

Nothing here reads a clock or a database: every rule takes the day it is asked about. Rules are guidance for the desk
and the licence holder, not legal advice; a source marked `Evidence.TO_CONFIRM` must be confirmed before it is relied
upon.
"""
