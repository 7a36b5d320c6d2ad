using System.Text.Json.Nodes;
using MemHelpBot.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace MemHelpBot.Api.Description;

/// <summary>
/// The OpenAPI document at <c>/api/openapi.json</c>: made by the framework from the endpoints that are really mapped, completed with what each says of
/// itself (<see cref="ApiDoc"/>) and with the schemas that no record has (<c>schemas.json</c>).
/// </summary>
internal static class ApiDescription
{
    /// <summary>Where it stands.</summary>
    public const string Path = "/api/openapi.json";

    private const string Bearer = "bearer";
    private const string Header = "apiKey";

    private static readonly Dictionary<int, string> ErrorTexts = new()
    {
        [400] = "`bad-request`: the request cannot be read.",
        [401] = "`key-missing`, `key-unknown`: keys are set and the request carries none, or none of them.",
        [403] = "`foreign-site`: a browser sent it for another web site. `passed-on`: a proxy sent it, and nothing is set that lets others ask.",
        [404] = "`not-found`: there is no such thing, or it belongs to another key.",
        [408] = "`too-slow`: the body did not arrive in time.",
        [409] = "`conversation-full`, `answered`, `withdrawn`, `too-many-links`: what is there does not allow it.",
        [413] = "`too-large`: more than one message may bring; `limit` tells how many bytes.",
        [415] = "`wrong-type`, `binary`: not a content type, or not a file, that can be read.",
        [421] = "`wrong-host`: the host name of the address is not ours.",
        [429] = "`too-many`, `too-many-at-once`: more than one caller may ask.",
        [500] = "`internal`: a fault of ours; the message holds a number for the operator.",
    };

    private static readonly int[] EveryRequest = [401, 403, 421, 429, 500];

    private static readonly Dictionary<string, string> RouteTexts = new()
    {
        ["id"] = "Id of the conversation.",
        ["message"] = "Id of the message: its Idempotency-Key.",
        ["answer"] = "An `answerId`.",
        ["link"] = "Id of the link.",
        ["token"] = "What the link was made with.",
    };

    /// <summary>Adds the makings of the document.</summary>
    public static void Add(IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        services.AddOpenApi(options =>
        {
            options.ShouldInclude = d => d.ActionDescriptor.EndpointMetadata.OfType<ApiDoc>().Any();
            options.AddOperationTransformer((operation, context, _) => CompleteAsync(operation, context));
            options.AddDocumentTransformer((document, _, _) => CompleteAsync(document));
        });
    }

    /// <summary>Maps it: whoever may see the page may read how the API works.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapOpenApi(Path).WithMetadata(new OpenAccess());

    private static Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var doc = metadata.OfType<ApiDoc>().Single();
        var document = context.Document!;
        operation.Parameters = [.. RouteParameters(context.Description.RelativePath ?? ""), .. doc.Parameters.Select(Parameter)];
        operation.Responses ??= [];
        foreach (var group in doc.Answers.Where(a => a.Record is null).GroupBy(a => a.Status))
        {
            operation.Responses[$"{group.Key}"] = new OpenApiResponse
            {
                Description = string.Join(' ', group.Select(a => a.Text)),
                Content = group.Where(a => a.Schema is not null).ToDictionary(a => a.Type, a => new OpenApiMediaType { Schema = new OpenApiSchemaReference(a.Schema!, document) }),
            };
        }

        foreach (var answer in doc.Answers.Where(a => a.Record is not null))
        {
            if (operation.Responses[$"{answer.Status}"] is OpenApiResponse response)
                response.Description = answer.Text;
        }

        var guarded = metadata.OfType<ApiAccess>().Any();
        foreach (var status in doc.Errors.Concat(guarded ? EveryRequest : EveryRequest.Where(s => s != 401)).Order())
            operation.Responses[$"{status}"] = Error(status, document);
        if (doc.TakesTurn)
            operation.RequestBody = Turn(document);
        if (doc.Takes is not null)
            operation.RequestBody = new OpenApiRequestBody { Required = !doc.TakesNothingToo, Content = Json(doc.Takes, document) };
        if (guarded)
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }, new() { [new OpenApiSecuritySchemeReference(Header, document)] = [] }, []];
        return Task.CompletedTask;
    }

    private static Task CompleteAsync(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "MemHelpBot",
            Version = typeof(ApiDescription).Assembly.GetName().Version?.ToString(3),
            Description = "Support bot for memory incidents on Linux: a log or a question in, a cited answer out. Errors have one form; their codes are stable.",
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        var schemas = JsonNode.Parse(typeof(ApiDescription).Assembly.GetManifestResourceStream("schemas.json")!)!.AsObject();
        foreach (var (name, schema) in schemas)
            document.AddComponent(name, OpenApiModelFactory.Parse<OpenApiSchema>(schema!.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, document, out _, "json")!);
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of `MemHelp:Api:Keys`. None is needed until one is set." },
            [Header] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = KeyCheck.Header, Description = "The same key in a header of its own." },
        };
        return Task.CompletedTask;
    }

    private static IEnumerable<IOpenApiParameter> RouteParameters(string path) =>
        path.Split('/').Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}')).Select(name => new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = RouteTexts[name],
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });

    private static OpenApiParameter Parameter(ApiParameter parameter) => new()
    {
        Name = parameter.Name,
        In = parameter.InHeader ? ParameterLocation.Header : ParameterLocation.Query,
        Description = parameter.Text,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MaxLength = parameter.Longest,
            Enum = parameter.Values is { } values ? [.. values.Select(v => (JsonNode)JsonValue.Create(v))] : null,
        },
    };

    private static OpenApiResponse Error(int status, OpenApiDocument document) => new()
    {
        Description = ErrorTexts[status],
        Headers = status switch
        {
            401 => new Dictionary<string, IOpenApiHeader> { ["WWW-Authenticate"] = Text("Always `Bearer`.") },
            429 => new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = Text("After how many seconds to ask again.") },
            _ => null,
        },
        Content = Json("Error", document),
    };

    private static Dictionary<string, OpenApiMediaType> Json(string schema, OpenApiDocument document) => new() { ["application/json"] = new() { Schema = new OpenApiSchemaReference(schema, document) } };

    private static OpenApiHeader Text(string description) => new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiRequestBody Turn(OpenApiDocument document) => new()
    {
        Required = true,
        Description = "The paste or the question. Files come first in the turn, in the order sent; line numbers of citations count over all of it.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new() { Schema = new OpenApiSchemaReference("Turn", document), Example = JsonNode.Parse("""{"text":"forrtl: severe (41): insufficient virtual memory, why?","language":"en","role":"user"}""") },
            ["text/plain"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The text as it is; language, role and view as query parameters." } },
            ["multipart/form-data"] = new() { Schema = new OpenApiSchemaReference("TurnForm", document) },
        },
    };
}
