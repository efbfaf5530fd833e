"""The second stage: why the problem is there, drawn as a fishbone of causes."""
