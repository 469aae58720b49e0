"""Texts of the area `reading`."""

MESSAGES: dict[str, tuple[str, str]] = {
    "reading.absent": (
        "{path}：没有这个文件。请检查路径和文件名。",
        "{path}: no such file. Check the path and the name.",
    ),
    "reading.folder": (
        "{path}：这是文件夹，不是文件。请给出其中的文件，或把整个文件夹交给 gouji check。",
        "{path}: this is a folder, not a file. Name a file in it, or give the whole folder to gouji check.",
    ),
    "reading.special": (
        "{path}：这不是普通文件（是设备、管道或套接字）。请先把内容存成文件。",
        "{path}: this is no regular file (a device, pipe or socket). Save its content to a file first.",
    ),
    "reading.large": (
        "{path}：文件有 {megabytes} MB，超过 {most} MB 的上限，没有读取。请压缩其中的图片或拆分文件后再检查。",
        "{path}: the file has {megabytes} MB, more than the limit of {most} MB, and was not read. "
        "Make its pictures smaller or split it.",
    ),
    "reading.forbidden": (
        "{path}：没有读取权限。请授予读取权限，或把文件复制到自己的文件夹。",
        "{path}: no permission to read it. Grant the permission, or copy the file to a folder of your own.",
    ),
    "reading.unreadable": (
        "{path}：系统无法读取此文件（{why}）。请检查磁盘或网络连接，或另换一份。",
        "{path}: the system cannot read the file ({why}). Check the disk or the connection, or use another copy.",
    ),
    "reading.empty": (
        "{path}：文件为空（0 字节）。请重新取得或重新保存此文件。",
        "{path}: the file is empty (0 bytes). Fetch or save it again.",
    ),
    "reading.blank": (
        "{path}：文件里只有空白，没有文字。请重新取得或重新保存此文件。",
        "{path}: the file holds blanks only, no text. Fetch or save it again.",
    ),
    "reading.zeros": (
        "{path}：文件内容全是零字节，多为保存或下载中断所致。请重新取得此文件。",
        "{path}: the file begins with nothing but zero bytes, as an interrupted save or download leaves it. "
        "Fetch it again.",
    ),
    "reading.unknown": (
        "{path}：认不出这是什么格式的文件。可以检查的格式：docx、doc、wps、rtf、odt、pdf、ofd、xlsx、csv、html、md、txt。"
        "请用原来的程序另存为其中一种。",
        "{path}: the format of the file is not known. What can be checked: docx, doc, wps, rtf, odt, pdf, ofd, xlsx, "
        "csv, html, md, txt. Save it as one of these in the program it comes from.",
    ),
    "reading.suffix": (
        "{path}：后缀是 {suffix}，内容却是 {format}；已按 {format} 读取。请改正后缀。",
        "{path}: the suffix is {suffix}, but the content is {format}, and was read as such. Mend the suffix.",
    ),
    "reading.password": (
        "{path}：文件有密码保护，无法读取。请在办公软件中打开，取消密码后另存，再检查。",
        "{path}: the file is protected by a password and cannot be read. "
        "Open it in an office program, remove the password, save it, and check again.",
    ),
    "reading.rights": (
        "{path}：文件受信息权限管理（IRM）保护，只有获授权的人能打开。请由有权限的人取消保护后另存，再检查。",
        "{path}: the file is protected by rights management (IRM); only those it names can open it. "
        "Have one of them remove the protection and save it, and check again.",
    ),
    "reading.truncated": (
        "{path}：文件不完整或已损坏（后半部分可能缺失）。请重新下载或复制；能打开的，用办公软件另存一份。",
        "{path}: the file is cut off or damaged. Download or copy it again; if an office program opens it, save it "
        "afresh from there.",
    ),
    "reading.archive": (
        "{path}：这是压缩包，不是文档。请先解压，再检查其中的文件。",
        "{path}: this is an archive, not a document. Unpack it and check the files in it.",
    ),
    "reading.picture": (
        "{path}：这是图片，不是文档。请提供文字版文件，或把图片存为 PDF 后用 gouji[ocr] 识别。",
        "{path}: this is a picture, not a document. Use a file with text, or save the picture as PDF and have it "
        "recognised with gouji[ocr].",
    ),
    "reading.slides": (
        "{path}：这是演示文稿，不能作为报告检查。请提供文字文档或 PDF。",
        "{path}: this is a presentation and cannot be checked as a report. Use a text document or a PDF.",
    ),
    "reading.mhtml": (
        "{path}：这个单文件网页（MHT）里没有网页正文。请在浏览器中重新保存，或另存为 .html。",
        "{path}: there is no page in this web archive (MHT). Save it again in a browser, or as .html.",
    ),
    "reading.timeout": (
        "{path}：处理超过 {seconds} 秒，已放弃。文件可能已损坏或过于复杂；请用办公软件另存一份，或拆分后再检查。",
        "{path}: given up after {seconds} seconds. The file may be damaged or too complex; save it afresh in an office "
        "program, or split it.",
    ),
    "reading.memory": (
        "{path}：处理所需内存超过 {megabytes} MB，已放弃。文件可能已损坏或过于庞大；请用办公软件另存一份，或拆分后再检查。",
        "{path}: given up because it takes more than {megabytes} MB of memory. The file may be damaged or too large; "
        "save it afresh in an office program, or split it.",
    ),
    "reading.died": (
        "{path}：处理它的工作进程两次意外终止（{signal}），没有完成。文件可能已损坏；请用办公软件另存一份再检查。",
        "{path}: the process that worked on it ended unexpectedly, twice ({signal}), and it was given up. "
        "The file may be damaged; save it afresh in an office program.",
    ),
    "reading.no_process": (
        "无法启动工作进程：{why}。请关闭一些程序，腾出内存、磁盘或文件句柄后重试。",
        "No worker process can be started: {why}. Close other programs to free memory, disk or file handles, and try again.",
    ),
    "reading.bug": (
        "{path}：程序内部出错，此文件没有检查（{why}）。这是 gouji 的缺陷，请连同文件一起报告；换一种格式另存后或可检查。",
        "{path}: an internal error, the file was not checked ({why}). This is a fault of gouji: please report it with "
        "the file; saved in another format the document may be readable.",
    ),
    "reading.another": (
        "文件里接着是另一份文件“{title}”，没有检查；请把它存成单独的文件再检查",
        "the file goes on with another document, “{title}”, which was not checked; save that as a file of its own",
    ),
    "reading.apart": (
        "表“{table}”中{rows}行的数字",
        "the figures of {rows} rows of the table “{table}”",
    ),
    "reading.broken_off": ("文字中断处以后的内容", "what stood behind the place where the text breaks off"),
    "reading.broken_off_why": (
        "文字到这里没有结束就断了，后面可能还有内容；请用完整的文件检查",
        "the text breaks off there before it ends, and may go on; check a file that is whole",
    ),
    "reading.in_lines": ("表“{table}”", "the table “{table}”"),
    "reading.in_lines_why": (
        "表题或表头在文中，但文字没有表格线，没能读成表；请用带表格的文件（docx、xlsx、PDF、网页）检查",
        "its caption or labels stand in the text, but nothing there shows a grid, and it could not be read as a "
        "table; check a file that has the table (docx, xlsx, PDF, web page)",
    ),
    "reading.apart_why": (
        "文本里没有表格线，空格子也没有留位，这些行的数字比列少，分不出各属哪一列；请用带表格的文件（docx、xlsx、PDF、网页）检查",
        "the text shows no grid and leaves blank cells out: these rows have fewer figures than there are columns, and "
        "nothing tells which is which; check a file that has the table (docx, xlsx, PDF, web page)",
    ),
    "reading.mixed_why": (
        "几行的行名写在同一格里而数字的行数与行名对不上，或者这一行的格子比别的行少，分不出各属哪一行、哪一列；请每行各占一格，格数与表头一致",
        "the labels of several rows stand in one cell and the lines of their figures do not match them, or the row has "
        "fewer cells than the others: nothing tells which figure is of which row or column; give each row cells of its "
        "own, as many as the head has",
    ),
    "reading.hostile": (
        "{path}：文件的构造不正常，为安全起见没有读取（{why}）。请用办公软件打开后另存一份再检查。",
        "{path}: the file is built in an unusual way and was not read, to be safe ({why}). "
        "Open it in an office program and save it afresh.",
    ),
    "reading.part_twice": (
        "包内有两个同名的部件 {part}，不知以哪个为准",
        "it has two parts of the name {part}, and programs differ in which of them they show",
    ),
    "reading.many_parts": (
        "包内有 {count} 个部件，上限 {most} 个",
        "it has {count} parts, the limit is {most}",
    ),
    "reading.large_part": (
        "部件 {part} 解压后超过 {most} MB，或全部部件过大",
        "the part {part} is more than {most} MB when unpacked, or all parts together are too large",
    ),
    "reading.too_deep": (
        "部件 {part} 的元素嵌套超过 {most} 层",
        "the elements of the part {part} stand more than {most} within each other",
    ),
    "reading.bomb": (
        "部件 {part} 的压缩比超过 {ratio} 倍",
        "the part {part} is packed more than {ratio} to 1",
    ),
    "reading.doctype": (
        "部件 {part} 含有 DOCTYPE 声明",
        "the part {part} has a DOCTYPE declaration",
    ),
    "reading.damaged_part": (
        "{path}：部件 {part} 已损坏。请重新下载或复制此文件；能打开的，用办公软件另存一份。",
        "{path}: its part {part} is damaged. Download or copy the file again; if an office program opens it, save it "
        "afresh from there.",
    ),
    "reading.missing_part": (
        "{path}：缺少部件 {part}，文件不完整。请重新下载或复制此文件；能打开的，用办公软件另存一份。",
        "{path}: its part {part} is missing, the file is not whole. Download or copy it again; if an office program "
        "opens it, save it afresh from there.",
    ),
    "reading.sheet": ("工作表“{sheet}”", "sheet “{sheet}”"),
    "reading.sheet_rows": ("工作表“{sheet}”的第 {rows} 行", "rows {rows} of sheet “{sheet}”"),
    "reading.sheet_columns": ("工作表“{sheet}”的 {columns} 列", "columns {columns} of sheet “{sheet}”"),
    "reading.sheet_cell": ("工作表“{sheet}”的单元格 {cell}", "cell {cell} of sheet “{sheet}”"),
    "reading.hidden": (
        "已被隐藏，读者看不到，因此没有检查。需要检查的，请取消隐藏后再运行",
        "hidden, so no reader sees it, and not checked. Unhide it to have it checked",
    ),
    "reading.no_result": (
        "公式没有保存计算结果。请在表格软件中打开、重新计算并保存",
        "the formula has no saved result. Open it in a spreadsheet program, recalculate and save",
    ),
    "reading.sheet_large": (
        "工作表的范围超过 {most} 个单元格，超出部分没有读取。请删去多余的行列",
        "the sheet reaches over more than {most} cells; the rest was not read. Delete superfluous rows and columns",
    ),
    "reading.docx_not_word": (
        "{path}：这不是 Word 文件，内容是 {format}。请改正后缀，或在 Word 中另存为 .docx。",
        "{path}: this is no Word file, its content is {format}. Mend the suffix, or save it as .docx from Word.",
    ),
    "reading.docx_no_body": (
        "{path}：这个 Word 文件里没有正文部分，可能已损坏。请在 Word 或 WPS 中打开后另存为 .docx。",
        "{path}: this Word file has no body, it may be damaged. Open it in Word or WPS and save it as .docx.",
    ),
    "reading.docx_changed": (
        "{path}：文件在读取之后被改动，批注无法对准。请重新检查此文件。",
        "{path}: the file has changed since it was read, so notes cannot be placed. Check it again.",
    ),
    "reading.docx_encoding": (
        "{path}：正文部分的编码不是 UTF-8，无法写入批注。请在 Word 或 WPS 中打开后另存为 .docx，再试一次。",
        "{path}: its main part is not in UTF-8, so notes cannot be written. Open it in Word or WPS, save it as .docx, "
        "and try again.",
    ),
    "reading.docx_signature": (
        "{path}：原文件带有数字签名；批注副本中的签名不再有效。",
        "{path}: the file carries a digital signature; it no longer holds in the annotated copy.",
    ),
    "reading.docx_not_suggested": (
        "“{text}”应改为“{new}”，但所在之处（域、他人的修订、文本框等）不能记修订，请自行改正。",
        "“{text}” should read “{new}”, but no change can be tracked where it stands (a field, a change of somebody else, a text box); please correct it by hand.",
    ),
    "reading.html_content": ("网页中的一部分内容", "a part of the page"),
    "reading.html_hidden": ("网页中隐藏的部分（“{text}”）", "a hidden part of the page (“{text}”)"),
    "reading.html_shut": (
        "网页打开时不显示，点击后才可能显示，因此没有检查。需要检查的，请展开后再保存网页",
        "not shown when the page opens, perhaps until something is clicked, and not checked. Open it, then save the page",
    ),
    "reading.html_tabs": (
        "{path}：网页分若干标签页，其中 {count} 个打开时不显示、点击后才显示，已按显示的内容一并读取。",
        "{path}: the page stands in tabs, {count} of which do not show until they are clicked; they were read with it.",
    ),
    "reading.html_frame": (
        "网页中嵌有框架或图形，其内容不在这个文件里，没有读取。请打开其中的文件另存后检查",
        "there is a frame or a drawing in the page, whose content is not in the file and was not read. "
        "Open what it shows and save that",
    ),
    "reading.html_picture_in_cell": (
        "有表格单元格里只有图片，没有文字，其内容没有读取。请改为文字",
        "a table cell shows a picture and no text, and was not read. Make it text",
    ),
    "reading.docx_content": ("正文中的一部分内容", "a part of the content"),
    "reading.docx_part_styles": ("样式", "the styles"),
    "reading.docx_part_numbering": ("自动编号", "the automatic numbers"),
    "reading.docx_part_footnotes": ("脚注", "the footnotes"),
    "reading.docx_part_endnotes": ("尾注", "the endnotes"),
    "reading.docx_part_furniture": ("页眉或页脚", "a header or footer"),
    "reading.docx_other_file": (
        "正文中嵌入了另一个文件，其内容没有读取。请在 Word 中打开，另存为 .docx 后再检查",
        "another file is embedded in the text and was not read. Open it in Word and save it as .docx",
    ),
    "reading.docx_chunk": (
        "正文中嵌入了另一个文件，其内容没有读取（{why}）",
        "another file is embedded in the text and was not read ({why})",
    ),
    "reading.struck": (
        "{path}：有删除线的文字按已删去处理，没有检查。请定稿后清除。",
        "{path}: text that is struck out counts as deleted and was not checked. Clear it before publication.",
    ),
    "reading.unseen": (
        "{path}：有看不见的文字（隐藏、与底色同色或字号过小等，共 {count} 个字，如“{text}”），不作正文读取。",
        "{path}: there is text that does not show (hidden, in the colour of its ground, too small: {count} characters, "
        "such as “{text}”); it is not read as text of the document.",
    ),
    "reading.docx_object": (
        "正文中有嵌入对象（如 Excel 表格或旧版公式），其内容没有读取。请改为 Word 表格或文字",
        "there is an embedded object (a worksheet, an old equation), which was not read. Make it a Word table or text",
    ),
    "reading.docx_chart": (
        "正文中有图表或 SmartArt，其中的文字没有读取",
        "there is a chart or SmartArt, whose text was not read",
    ),
    "reading.docx_equation_field": (
        "正文中有 EQ 域（如带圈字符），其显示的内容没有读取。请改为普通字符",
        "there is an EQ field (such as an enclosed character), whose content was not read. Type it as characters",
    ),
    "reading.docx_picture_in_cell": (
        "有表格单元格里只有图片，没有文字，其内容没有读取。请改为文字",
        "a table cell shows a picture and no text, and was not read. Make it text",
    ),
    "reading.docx_wide_table": (
        "有表格的列数过多，超出部分没有读取",
        "a table has too many columns; the rest was not read",
    ),
    "reading.pdf_end": ("文件末尾", "the end of the file"),
    "reading.pdf_cut": (
        "文件不完整（可能是下载中断），末尾缺失的部分没有读取，可能少字或少页。请重新获取",
        "the file is cut off, as after a broken download; what stood in the missing part was not read, and characters "
        "or pages may be lacking. Fetch it again",
    ),
    "reading.pdf_page": ("第 {page} 页", "page {page}"),
    "reading.pdf_scan": (
        "这一页是扫描图片或转成曲线的文字，没有可读取的文字。安装文字识别后可读：{command}",
        "the page is a scan or text drawn as curves, and states no text. To have it recognised: {command}",
    ),
    "reading.pdf_ocr_failed": (
        "这一页是扫描图片，没有识别出文字。请换用更清晰的扫描件，或由原文件另存为 PDF。",
        "the page is a scan, and no text was recognised in it. Use a clearer scan, or a PDF saved from the original.",
    ),
    "reading.pdf_ocr_weak": (
        "这一页由图片识别而来，有 {count} 处辨认不清，其数值按未知处理，请核对原件。",
        "the page was recognised from an image; {count} places are uncertain, and their values count as unknown. "
        "Compare them with the original.",
    ),
    "reading.pdf_hidden": (
        "{path}：第 {pages} 页有页面上看不见的文字（共 {count} 个字，如“{text}”），不作正文读取。",
        "{path}: on page {pages} stands text that the page does not show ({count} characters, such as “{text}”); it is "
        "not read as text of the document.",
    ),
    "reading.pdf_no_faces": (
        "{path}：多数文字用的是什么字体，PDF 没有写明（或者是扫描件），这些文字的字体没有检查",
        "{path}: the PDF does not name the faces of most of its text (or is a scan); these were not checked",
    ),
    "reading.pdf_outside": (
        "{path}：第 {pages} 页有 {count} 个字在页面可见范围之外，不作正文读取。",
        "{path}: on page {pages} {count} characters stand outside of what the page shows; they are not read as text of "
        "the document.",
    ),
    "reading.pdf_overprinted": (
        "有 {count} 处文字压在别的文字上，分不清哪个字属于哪一格",
        "in {count} places writing stands on other writing, so that what belongs to which cell cannot be told",
    ),
    "reading.pdf_loose": ("并排的数字“{text}…”", "the figures “{text}…” that stand side by side"),
    "reading.pdf_loose_why": (
        "没有框线，也认不出属于哪张表，请核对原件",
        "no rules show the table they belong to, and their places do not either; check the original",
    ),
    "reading.pdf_squeezed": (
        "有的表列窄得放不下一个字，字与格子对不上，认不出各格的内容",
        "columns of a table are too narrow for a single character, so that its cells cannot be told apart",
    ),
    "reading.pdf_lines_cut": (
        "有文字伸到纸边以外，有一部分没有印出来",
        "lines of text reach over the edge of the page and are cut off",
    ),
    "reading.pdf_beyond": (
        "页面可见范围之外还有文字（{count} 个字）",
        "text stands outside of what the page shows ({count} characters)",
    ),
    "reading.pdf_cut_off": (
        "表格伸到纸边以外，有一部分没有印出来",
        "a table reaches over the edge of the page and is cut off",
    ),
    "reading.pdf_watermark": (
        "{path}：水印“{text}”不作正文读取。",
        "{path}: the watermark “{text}” is not read as text of the document.",
    ),
    "reading.pdf_ocr_slow": (
        "这一页是扫描图片，识别超过 {seconds} 秒，没有读取，其他页照常读取。请换用较低分辨率的扫描件，或用 --timeout 放宽时限。",
        "the page is a scan whose recognition took more than {seconds} seconds; it was not read, the other pages were. "
        "Scan with fewer dots an inch, or allow more time with --timeout.",
    ),
    "reading.pdf_ocr_memory": (
        "这一页是扫描图片，识别所需内存超过 {most} MB，没有读取，其他页照常读取。请降低扫描分辨率。",
        "the page is a scan whose recognition took more than {most} MB of memory; it was not read, the other pages "
        "were. Scan with fewer dots an inch.",
    ),
    "reading.pdf_ocr_died": (
        "这一页是扫描图片，识别程序意外中止，没有读取，其他页照常读取。请核对原件。",
        "the page is a scan, and the program that recognises it broke off; it was not read, the other pages were. "
        "Look at the original.",
    ),
    "reading.pdf_layer": (
        "这一页是扫描图片，文字取自文件中看不见的文字层（他人识别的结果）；{numbers} 处数字已与图像比对，"
        "{others} 处不一致的按未知处理。由此得出的问题请核对原件。",
        "the page is a scan; its text is that of an invisible layer, recognised by somebody else. {numbers} numbers were "
        "compared with the picture, and {others} that differ count as unknown. Compare what is found with the original.",
    ),
    "reading.pdf_layer_wrong": (
        "这一页是扫描图片，文件中看不见的文字层与图像不符（抽查 {numbers} 处，{others} 处不一致），没有采用；"
        "文字由图像识别而来，请核对原件。",
        "the page is a scan whose invisible text does not agree with the picture ({others} of {numbers} places that "
        "were compared differ) and was not used: the text was recognised in the picture. Compare with the original.",
    ),
    "reading.pdf_layer_unchecked": (
        "这一页是扫描图片，文字取自文件中看不见的文字层（他人识别的结果），没有与图像比对，请核对原件。安装文字识别后可以比对：{command}",
        "the page is a scan; its text is that of an invisible layer, recognised by somebody else and not compared with "
        "the picture. Look at the original, or have it compared: {command}",
    ),
    "reading.pdf_unmapped": (
        "有 {count} 个字形在文件中没有对应的文字，显示为 \ufffd。请由原文件重新导出 PDF。",
        "{count} glyphs have no character in the file and show as \ufffd. Export the PDF from the original again.",
    ),
    "reading.lost": ("显示为“\ufffd”的文字", "the text that shows as \ufffd"),
    "reading.lost_why": ("文件中没有对应的文字。", "the file does not say what it is."),
    "reading.pdf_lost": (
        "页面上有 {drawn} 个字，读到 {read} 个，可能有遗漏。请核对原件。",
        "the page shows {drawn} characters, of which {read} were read. Compare with the original.",
    ),
    "reading.pdf_page_damaged": (
        "这一页的数据已损坏，没有读取。请重新导出 PDF。",
        "the data of the page is damaged, and it was not read. Export the PDF again.",
    ),
    "reading.pdf_content": (
        "这一页的内容展开后超过 {most} MB，为安全起见没有读取。请由原文件重新导出 PDF。",
        "the content of the page unpacks to more than {most} MB, and was not read for safety. "
        "Export the PDF from the original again.",
    ),
    "reading.pdf_glyphs": (
        "这一页有 {count} 个字形，超过 {most} 个的上限，为安全起见没有读取。请由原文件重新导出 PDF。",
        "the page has {count} glyphs, more than the limit of {most}, and was not read for safety. "
        "Export the PDF from the original again.",
    ),
    "reading.pdf_loop": (
        "这一页的内容引用了自身，无法读取。请由原文件重新导出 PDF。",
        "the content of the page refers to itself and cannot be read. Export the PDF from the original again.",
    ),
    "reading.pdf_picture": (
        "这一页有超过 {most} 百万像素的图片，为安全起见没有读取。请降低扫描分辨率。",
        "the page has a picture of more than {most} million pixels, and was not read for safety. "
        "Scan with fewer dots an inch.",
    ),
    "reading.pdf_password": (
        "{path}：PDF 文件需要打开密码。请用阅读器输入密码后另存为不加密的 PDF，再检查。",
        "{path}: the PDF needs a password to open. Open it in a viewer, save it without encryption, and check again.",
    ),
    "reading.pdf_security": (
        "{path}：PDF 文件用证书或本程序不支持的方式加密，无法打开。请在有权限的阅读器中打开，另存为不加密的 PDF，再检查。",
        "{path}: the PDF is encrypted for certain readers, or in a way that is not supported. Open it where you may, save "
        "it without encryption, and check again.",
    ),
    "reading.pdf_damaged": (
        "{path}：PDF 文件已损坏，无法打开。请重新取得此文件，或由原文件重新导出。",
        "{path}: the PDF is damaged and cannot be opened. Fetch it again, or export it from the original.",
    ),
    "reading.pdf_empty": (
        "{path}：PDF 文件里没有页面。请重新取得此文件。",
        "{path}: the PDF has no pages. Fetch it again.",
    ),
    "reading.pdf_pages": (
        "{path}：PDF 文件有 {pages} 页，超过 {most} 页的上限，没有读取。请拆分后再检查。",
        "{path}: the PDF has {pages} pages, more than the limit of {most}, and was not read. Split it.",
    ),
    "reading.pdf_bomb": (
        "{path}：PDF 文件中有重复压缩的数据，正常程序不会这样保存，为安全起见没有读取。请由原文件重新导出。",
        "{path}: the PDF holds data compressed more than once, as no usual program writes it, and was not read for "
        "safety. Export it from the original again.",
    ),
    "reading.pdf_signed": (
        "原文件带有数字签名：签名所覆盖的版本未被改动，批注作为其后的新版本追加，阅读器会提示“签名后有更改”。",
        "the file is signed: the signed revision is unchanged, and the notes are a revision after it; "
        "viewers will say that the document was changed after signing.",
    ),
    "reading.pdf_repaired": (
        "原文件结构有缺陷，先修复再加批注，因此副本的开头与原文件字节不同。",
        "the file was defective and had to be repaired first, so the copy does not begin with its bytes.",
    ),
    "reading.no_office": (
        "{path}：读取这种格式需要 LibreOffice，但没有找到。请安装（Debian/Ubuntu：apt-get install {package}），"
        "或在办公软件中把文件另存为 .{kind}。",
        "{path}: this format takes LibreOffice to read, which was not found. Install it (Debian, Ubuntu: apt-get install "
        "{package}), or save the file as .{kind} in an office program.",
    ),
    "reading.unconverted": (
        "{path}：LibreOffice 无法转换此文件，可能已损坏或有密码。请在办公软件中打开，另存为 .{kind} 后再检查。",
        "{path}: LibreOffice cannot convert the file; it may be damaged or protected by a password. "
        "Open it in an office program, save it as .{kind}, and check that.",
    ),
    "reading.page": ("第 {page} 页", "page {page}"),
    "reading.many_pages": (
        "{path}：超过 {most} 页，没有读取。请拆分后再检查。",
        "{path}: more than {most} pages; it was not read. Split it and check the parts.",
    ),
    "reading.page_full": (
        "内容过多（超过 {most} 个字符或图线），其余部分没有读取",
        "it has too much on it (more than {most} characters, or too many strokes); the rest was not read",
    ),
    "reading.ofd_scan": (
        "是扫描图像，没有可读的文字。请用阅读软件另存为 PDF，再用 gouji[ocr] 识别，或提供文字版",
        "it is a scanned picture without text. Save the file as PDF and have it recognised with gouji[ocr], "
        "or use a version with text",
    ),
    "reading.ofd_unmapped": (
        "有 {count} 个字符没有对应的文字编码，无法读取。请由原文件重新生成 OFD",
        "{count} characters have no code that says what they are. Make the OFD anew from its source",
    ),
    "reading.converted_copy": (
        "{path}：批注写在由 LibreOffice 转换而成的 {copy} 中，版面可能与原文件略有不同；原文件没有改动。",
        "{path}: the notes stand in {copy}, which LibreOffice made of it; its layout may differ a little. "
        "The original is unchanged.",
    ),
    "reading.table": ("表格", "the table"),
}
