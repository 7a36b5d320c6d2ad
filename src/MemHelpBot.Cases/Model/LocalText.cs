namespace MemHelpBot.Cases.Model;

/// <summary>One text in every language of the product (en, zh, pl). All three are there: the lint refuses a corpus that lacks one.</summary>
/// <param name="En">English.</param>
/// <param name="Zh">Chinese (simplified).</param>
/// <param name="Pl">Polish.</param>
public sealed record LocalText(string En, string Zh, string Pl)
{
    /// <summary>The text in a language; English for any language but zh and pl.</summary>
    public string In(string lang) => lang switch { "zh" => Zh, "pl" => Pl, _ => En };
}
