namespace MemHelpBot.Answers.Wording;

/// <summary>Words for counted units.</summary>
internal static class Plural
{
    public static string Bytes(decimal count, string lang) => lang switch
    {
        "zh" => "字节",
        "pl" => Polish(count, "bajt", "bajty", "bajtów"),
        _ => count == 1 ? "byte" : "bytes",
    };

    public static string Pages(decimal count, string lang) => lang switch
    {
        "zh" => "页",
        "pl" => Polish(count, "strona", "strony", "stron"),
        _ => count == 1 ? "page" : "pages",
    };

    /// <summary>Polish counts in three forms: 1; 2 to 4 but not 12 to 14; all others.</summary>
    private static string Polish(decimal count, string one, string few, string many)
    {
        var n = Math.Abs(count);
        var (unit, ten) = (n % 10, n % 100);
        return n == 1 ? one : unit is >= 2 and <= 4 && ten is not (>= 12 and <= 14) ? few : many;
    }
}
