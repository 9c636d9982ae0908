"""The structural checks: one file for each group; a function is subscribed by the part that its annotation names."""
