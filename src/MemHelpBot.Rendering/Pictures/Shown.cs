using MemHelpBot.Answers.Model;

namespace MemHelpBot.Rendering.Pictures;

/// <summary>Which incident of several a picture shows.</summary>
internal static class Shown
{
    /// <summary>The incidents to try, in order: those of the causes, the primary cause first, then the others by index.</summary>
    public static IEnumerable<int> Incidents(Answer answer) =>
        answer.Causes.Select(c => c.Incident).OfType<int>().Concat(answer.Incidents.Select(i => i.Index)).Distinct();

    /// <summary>" (incident 2)" when there are several; people count from 1.</summary>
    public static string Which(Answer answer, int? incident) =>
        incident is { } index && answer.Incidents.Count > 1 ? $" ({PictureWords.Incident.In(answer.Language)} {index + 1})" : "";
}
