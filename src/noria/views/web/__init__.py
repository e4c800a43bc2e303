"""The pages of a dossier: server-rendered, linkable, readable without JavaScript and without a network."""
