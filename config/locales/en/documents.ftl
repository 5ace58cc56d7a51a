### Files of the agenda’s matters.

documents-title = Files
documents-taken = Kinds taken: { $kinds }. Largest file: { $most }.
documents-new-version = The announcement is public: each change of files becomes a new version of it.
documents-no-matters = The agenda has no items yet. Add an item first.
documents-none = No files.
documents-file = File
documents-add = Add a file
documents-name = Name of the file
documents-rename = Rename
documents-remove = Remove the file: { $name }
documents-move-up = Move up: { $name }
documents-move-down = Move down: { $name }
documents-gone = The file was removed
documents-wrong-name = Give the file a name.
# Сөйлемдердің бәрінде $most бар: ең үлкен көлем.
documents-wrong-empty = No file was chosen, or it is empty. Choose a file of at most: { $most }.
documents-wrong-too-large = The file is too large. Largest size: { $most }.
documents-wrong-kind = This file is not taken. Choose a PDF, DOCX, ODT, PNG or JPEG; its kind is read from its content, not its name. Largest size: { $most }.
documents-wrong-encrypted = The file is protected by a password. Choose one that is not, of at most: { $most }.
documents-wrong-macros = The file contains macros. Choose one without, of at most: { $most }.
done-document-added = The file was added.
done-document-renamed = The file was renamed.
done-document-moved = The order of the files was changed.
done-document-removed = The file was removed.
size-kilobytes = { $n } KB
size-megabytes = { $n } MB
