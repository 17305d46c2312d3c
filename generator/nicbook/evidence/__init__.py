"""Facts that follow from the records: computed, never said by an author about their own work."""
