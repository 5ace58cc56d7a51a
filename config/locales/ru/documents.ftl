### Файлы вопросов повестки.

documents-title = Файлы
documents-taken = Принимаются: { $kinds }. Наибольший размер файла: { $most }.
documents-new-version = Анонс опубликован: каждое изменение файлов становится его новой версией.
documents-no-matters = В повестке пока нет вопросов. Сначала добавьте вопрос.
documents-none = Файлов нет.
documents-file = Файл
documents-add = Добавить файл
documents-name = Название файла
documents-rename = Переименовать
documents-remove = Убрать файл: { $name }
documents-move-up = Переместить выше: { $name }
documents-move-down = Переместить ниже: { $name }
documents-gone = Файл убран
documents-wrong-name = Укажите название файла.
# Сөйлемдердің бәрінде $most бар: ең үлкен көлем.
documents-wrong-empty = Файл не выбран или пуст. Выберите файл размером не больше: { $most }.
documents-wrong-too-large = Файл слишком большой. Наибольший размер: { $most }.
documents-wrong-kind = Такой файл не принимается. Выберите PDF, DOCX, ODT, PNG или JPEG; вид определяется по содержанию, а не по названию. Наибольший размер: { $most }.
documents-wrong-encrypted = Файл защищен паролем. Выберите незащищенный файл размером не больше: { $most }.
documents-wrong-macros = В файле есть макросы. Выберите файл без макросов размером не больше: { $most }.
done-document-added = Файл добавлен.
done-document-renamed = Файл переименован.
done-document-moved = Порядок файлов изменен.
done-document-removed = Файл убран.
size-kilobytes = { $n } КБ
size-megabytes = { $n } МБ
