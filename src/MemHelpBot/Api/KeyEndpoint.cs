using MemHelpBot.Api.Description;
using MemHelpBot.Security;

namespace MemHelpBot.Api;

/// <summary><c>GET /api/key</c>: whose key the request carries. The page asks it when a person has typed one.</summary>
internal static class KeyEndpoint
{
    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/key", AnswerAsync).WithMetadata(new ApiAccess()).Describe(new("whoAmI", "Keys", "Whose key the request carries.")
    {
        Answers = [ApiResponse.Of<KeyBody>(200, "The name of the key; null where none is needed.")],
    });

    private static Task AnswerAsync(HttpContext context) =>
        context.JsonAsync(StatusCodes.Status200OK, new KeyBody(Caller.Of(context).Name is { Length: > 0 } name ? name : null), ApiJson.Default.KeyBody);
}
