"""How commitments fare, counted: by process, statement, party and theme, with the PAM index, and over time.

Each promise is counted once (`CommitmentQuerySet.counted_once`): what repeats a commitment that is counted is not counted
itself. Nothing above a reader's level is counted, named or hinted at by a number.
"""
