using System.Reflection;

namespace MemHelpBot.Api.Description;

/// <summary>What the OpenAPI document says of an endpoint, besides what follows from its route.</summary>
/// <param name="Id">Stable id of the operation; clients that are generated call their method after it.</param>
/// <param name="Tag">The group it stands in.</param>
/// <param name="Summary">What it does, in one sentence.</param>
internal sealed record ApiDoc(string Id, string Tag, string Summary)
{
    /// <summary>What else is to be known.</summary>
    public string? More { get; init; }

    /// <summary>What it answers when all is well, by status.</summary>
    public IReadOnlyList<ApiResponse> Answers { get; init; } = [];

    /// <summary>Statuses of its own errors; those of every request of the API are added.</summary>
    public IReadOnlyList<int> Errors { get; init; } = [];

    /// <summary>Query parameters and headers that it reads.</summary>
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>Whether its body is a turn: JSON, plain text or a form with files.</summary>
    public bool TakesTurn { get; init; }

    /// <summary>Schema of its small JSON body; null when it has none.</summary>
    public string? Takes { get; init; }

    /// <summary>Whether that body may be left out.</summary>
    public bool TakesNothingToo { get; init; }
}

/// <summary>An answer when all is well.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Text">What it is.</param>
/// <param name="Schema">Name of its schema, a record's or one of <c>schemas.json</c>; null when it has no body.</param>
/// <param name="Type">Media type.</param>
internal sealed record ApiResponse(int Status, string Text, string? Schema = null, string Type = "application/json")
{
    /// <summary>The record of the schema; null for one of <c>schemas.json</c>.</summary>
    public Type? Record { get; init; }

    /// <summary>An answer whose schema follows from a record.</summary>
    public static ApiResponse Of<T>(int status, string text) => new(status, text) { Record = typeof(T) };
}

/// <summary>A query parameter or a header.</summary>
internal sealed record ApiParameter(string Name, string Text, bool InHeader = false, IReadOnlyList<string>? Values = null, int? Longest = null);

/// <summary>Describes endpoints.</summary>
internal static class Describing
{
    private static readonly MethodInfo Handler = ((RequestDelegate)NothingAsync).Method;

    /// <summary>Adds the description.</summary>
    public static IEndpointConventionBuilder Describe(this IEndpointConventionBuilder endpoint, ApiDoc doc)
    {
        // The library describes methods; the parameters of ours are told by the description itself.
        endpoint.WithMetadata(doc, Handler).WithName(doc.Id).WithTags(doc.Tag).WithSummary(doc.Summary);
        if (doc.More is not null)
            endpoint.WithDescription(doc.More);
        foreach (var answer in doc.Answers)
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(answer.Status, answer.Record, answer.Record is null ? null : ["application/json"]));
        return endpoint;
    }

    private static Task NothingAsync(HttpContext context) => Task.CompletedTask;
}
