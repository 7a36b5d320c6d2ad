namespace MemHelpBot.Diagnosis.Replays;

/// <summary>Shares with as many decimals as a person reads.</summary>
internal static class Rounded
{
    /// <summary>Part of a whole in percent, one decimal, halves away from zero.</summary>
    public static double Percent(long part, long whole) => Math.Round(100.0 * part / whole, 1, MidpointRounding.AwayFromZero);
}
