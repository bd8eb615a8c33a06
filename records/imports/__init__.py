"""Files of datasets: read row by row, checked whole, stored in batches, with a report. Nothing here knows an event.

A file goes through it once to be checked (`reading.py`: table, layout, values) and once to be stored (`running.py`).
Each dataset has an `Importer` in the room that its rows belong to; `importers.py` knows them all.
"""
