namespace MemHelpBot.Diagnosis.Together;

/// <summary>What several incidents say together; its sentence stands in <c>corpus/evidence/together.yaml</c>.</summary>
/// <param name="Id">Id of the sentence.</param>
/// <param name="Arguments">What fills it; the lines of the incidents to cite.</param>
public sealed record IncidentPattern(string Id, IReadOnlyList<EvidenceArgument> Arguments);
