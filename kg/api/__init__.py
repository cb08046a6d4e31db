"""What `import kg` offers: the same as the commands of the same purpose, from Python."""
