using MemHelpBot.Parsing.Messages;

namespace MemHelpBot.Parsing.Tools;

/// <summary>The words of <c>free</c> in the languages procps-ng is translated to.</summary>
internal static class FreeWords
{
    private static readonly string[] Totals =
        ["total", "razem", "gesamt", "总计", "總計", "合計", "totale", "totaal", "всего", "усього", "total:", "totalt", "celkem", "toplam", "전체", "загалом", "σύνολο", "yhteensä", "összesen", "всього"];

    private static readonly string[] Useds =
        ["used", "użyte", "użytych", "benutzt", "已用", "使用", "utilisé", "usado", "usados", "usato", "gebruikt", "использовано", "занято", "использ", "використано", "använt", "použito", "kullanılan", "사용", "utilis.", "utilisés", "usada", "usati", "usata", "belegt", "занята", "használt", "brukt", "brugt", "使用済み", "使用中"];

    private static readonly string[] Availables =
        ["available", "dostępne", "dostępnych", "verfügbar", "可用", "利用可能", "disponible", "disponível", "disponibile", "beschikbaar", "доступно", "tillgängligt", "dostupné", "가용", "사용가능", "disponibles", "dispon.", "dispo.", "disponibili", "tilgjengelig", "tilgængelig", "利用可"];

    /// <summary>Whether a line is the column header; tells whether its last column is the available memory.</summary>
    public static bool IsHeader(ReadOnlySpan<char> text, out bool available)
    {
        available = false;
        Span<Range> cells = stackalloc Range[9];
        var count = text.Length is < 8 or > 160 ? 0 : Cells.Of(text, cells);
        if (count is < 3 or > 8 || !Any(text[cells[0]].Trim('*'), Totals) || !Any(text[cells[1]].Trim('*'), Useds))
            return false;
        available = Any(text[cells[count - 1]].Trim('*'), Availables);
        return true;
    }

    /// <summary>Whether a row label means RAM.</summary>
    public static bool IsMemory(ReadOnlySpan<char> label) =>
        label is "Mem" or "Mem." or "Pamięć" or "Pam" or "Speicher" or "内存" or "記憶體" or "メモリ" or "Memoria" or "Memória" or "Память" or "Mém" or "Пам'ять" or "Mem.tot" or "메모리" or "Пам." or "ОЗУ" or "Minne" or "Paměť" or "Geheugen" or "Bellek";

    /// <summary>Whether a row label means swap.</summary>
    public static bool IsSwap(ReadOnlySpan<char> label) =>
        label is "Swap" or "Wymiana" or "Auslager" or "Auslagerung" or "交换" or "交换区" or "置換" or "スワップ" or "Échange" or "Partition d'échange" or "Intercambio" or "Подкачка" or "Swap." or "스왑" or "Part. d'échange" or "Interc." or "Växling" or "Odkládací prostor" or "Takas" or "Своп";

    private static bool Any(ReadOnlySpan<char> word, string[] words)
    {
        foreach (var known in words)
        {
            if (Scan.At(word, 0, known) && word.Length == known.Length)
                return true;
        }

        return false;
    }
}
