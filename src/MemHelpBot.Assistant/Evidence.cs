using MemHelpBot.Diagnosis;
using MemHelpBot.Facts;

namespace MemHelpBot.Assistant;

/// <summary>What all messages of a conversation tell together, judged.</summary>
/// <param name="Findings">Facts and causes.</param>
/// <param name="Incidents">The incidents that were judged.</param>
/// <param name="AllIncidents">How many there are.</param>
/// <param name="Signatures">The known messages.</param>
internal sealed record Evidence(Findings Findings, IReadOnlyList<Incident> Incidents, int AllIncidents, IReadOnlyList<Signature> Signatures)
{
    /// <summary>Incidents that are judged; the first of them tell what began it, and a log of a looping kill has thousands.</summary>
    public const int MostIncidents = 2000;

    /// <summary>The evidence of a conversation: of two measurements of one thing the later counts.</summary>
    public static Evidence Of(Conversation conversation)
    {
        var readings = conversation.Readings;
        Incident[] all = [.. readings.SelectMany(r => r.Incidents)];
        Incident[] incidents = all.Length > MostIncidents ? all[..MostIncidents] : all;
        Signature[] signatures = [.. readings.SelectMany(r => r.Signatures).Where(s => Kept(s.Incident))];
        var facts = new FactSet(readings.SelectMany(r => r.Facts.All).Where(f => Kept(f.Incident)).Concat(Found(signatures)));
        return new Evidence(Diagnostician.Diagnose(facts, incidents, signatures), incidents, all.Length, signatures);
    }

    private static bool Kept(int? incident) => incident is null or < MostIncidents;

    /// <summary>The messages found, as a fact of each incident: the id of a message (forrtl-41) is something the paste says.</summary>
    private static IEnumerable<Fact> Found(Signature[] signatures) => signatures.GroupBy(s => s.Incident)
        .Select(g => new Fact(ProgramFacts.Signatures, null, FactValue.Of([.. g.Select(s => s.Id)]), g.First().Span, g.Key));
}
