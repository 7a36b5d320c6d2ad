namespace MemHelpBot.Answers.Planning;

/// <summary>Whether what a playbook holds fits this case: by its surroundings, what spoke for the cause, and the messages found.</summary>
internal sealed class CaseFit(AnswerRequest request, EnvironmentWords environment)
{
    /// <summary>Whether any of the conditions holds; none asked for is met everywhere.</summary>
    /// <param name="conditions">A word of the surroundings, <c>evidence:ID</c> or <c>signature:ID</c> each.</param>
    /// <param name="cause">The cause whose evidence is meant.</param>
    public bool Holds(IReadOnlyList<string> conditions, string cause) => conditions.Count == 0 || conditions.Any(c => Holds(c, cause));

    private bool Holds(string condition, string cause) => condition.Split(':') switch
    {
        ["evidence", var id] => request.Findings.Causes.Any(c => c.Cause == cause && c.For.Any(e => e.Id == id)),
        ["signature", var id] => request.Signatures.Any(s => s.Id == id),
        _ => environment.Holds(condition),
    };
}
