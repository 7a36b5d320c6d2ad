namespace MemHelpBot.Cases.Ingest;

/// <summary>What a page prints around its text, and what scraping leaves behind.</summary>
internal static class Boilerplate
{
    private static readonly string[] Whole =
    [
        "feedback", "was this page helpful?", "provide feedback", "chatbot", "untitled", "share", "yes", "no", "edit this page", "table of contents",
        "on this page", "skip to main content", "back to top", "print", "阅读全文", "上一篇", "下一篇", "点赞", "收藏", "举报", "分享", "评论", "目录", "返回顶部",
        "udostępnij", "komentarze", "brak komentarzy:", "prześlij komentarz", "nowszy post", "starszy post", "strona główna",
    ];

    private static readonly string[] Starts =
    [
        "thank you very much for your feedback", "provide feedbackthank", "for any further questions, feel free to contact us", "was this page helpful",
        "this site uses cookies", "we use cookies", "all rights reserved", "copyright ©", "© 20", "autor: ", "wyślij pocztą e-mail", "版权声明", "本文为博主原创", "版权所有",
    ];

    private static readonly string[] PictureEndings = [".jpg", ".jpeg", ".png", ".gif", ".webp"];

    /// <summary>Whether a line is page furniture and not text.</summary>
    public static bool IsChrome(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        if (trimmed.Length is 0 or > 240)
            return false;
        foreach (var whole in Whole)
        {
            if (trimmed.Equals(whole, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        foreach (var start in Starts)
        {
            if (trimmed.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return IsPictureName(trimmed) || IsCounter(trimmed);
    }

    /// <summary>
    /// Length of a run of lines that are only 1, 2, 3 … N: the gutter of a code block whose N lines follow. 0 when there is none:
    /// shorter runs than three may be data.
    /// </summary>
    public static int GutterAt(string[] lines, int at)
    {
        var count = 0;
        while (at + count < lines.Length && IsNumber(lines[at + count], count + 1))
            count++;
        return count >= 3 && at + count < lines.Length && lines[at + count].AsSpan().Trim().Length > 0 ? count : 0;
    }

    private static bool IsNumber(ReadOnlySpan<char> line, int number) =>
        int.TryParse(line.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) && value == number;

    private static bool IsPictureName(ReadOnlySpan<char> line)
    {
        foreach (var ending in PictureEndings)
        {
            if (line.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && line.IndexOfAny(" /") < 0 && line.Length < 40)
                return true;
        }

        return false;
    }

    // "posted @ 2022-10-26 17:44  name  阅读(542)  评论(0)  编辑  收藏  举报"
    private static bool IsCounter(ReadOnlySpan<char> line)
    {
        var marks = 0;
        foreach (var mark in (ReadOnlySpan<string>)["阅读(", "阅读（", "评论(", "评论（", "编辑", "收藏", "举报", "点赞", "posted @", "views", "likes"])
        {
            if (line.Contains(mark, StringComparison.OrdinalIgnoreCase))
                marks++;
        }

        return marks >= 3;
    }
}
