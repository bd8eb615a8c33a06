"""Plain rows for tests, public unless a test says otherwise: one module for each room."""
