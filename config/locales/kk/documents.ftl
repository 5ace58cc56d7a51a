### Күн тәртібіндегі мәселелердің файлдары.

documents-title = Файлдар
documents-taken = Қабылданатын түрлері: { $kinds }. Бір файлдың ең үлкен көлемі: { $most }.
documents-new-version = Анонс жарияланған: файлдағы әр өзгеріс анонстың жаңа нұсқасы болады.
documents-no-matters = Күн тәртібінде әзірге мәселе жоқ. Алдымен мәселені қосыңыз.
documents-none = Файл жоқ.
documents-file = Файл
documents-add = Файл қосу
documents-name = Файлдың атауы
documents-rename = Атауын өзгерту
documents-remove = Файлды алып тастау: { $name }
documents-move-up = Жоғары жылжыту: { $name }
documents-move-down = Төмен жылжыту: { $name }
documents-gone = Файл алып тасталған
documents-wrong-name = Файлдың атауын жазыңыз.
# Сөйлемдердің бәрінде $most бар: ең үлкен көлем.
documents-wrong-empty = Файл таңдалмаған немесе бос. Файлды таңдаңыз, ең үлкен көлемі: { $most }.
documents-wrong-too-large = Файл тым үлкен. Ең үлкен көлемі: { $most }.
documents-wrong-kind = Бұл файл қабылданбайды. PDF, DOCX, ODT, PNG немесе JPEG файлын таңдаңыз: түрі атауы бойынша емес, мазмұны бойынша анықталады. Ең үлкен көлемі: { $most }.
documents-wrong-encrypted = Файл құпиясөзбен қорғалған. Қорғалмаған файлды таңдаңыз, ең үлкен көлемі: { $most }.
documents-wrong-macros = Файлда макрос бар. Макроссыз файлды таңдаңыз, ең үлкен көлемі: { $most }.
done-document-added = Файл қосылды.
done-document-renamed = Файлдың атауы өзгертілді.
done-document-moved = Файлдардың реті өзгертілді.
done-document-removed = Файл алып тасталды.
size-kilobytes = { $n } КБ
size-megabytes = { $n } МБ
