using System.Text;
using MemHelpBot.Api.Description;
using MemHelpBot.Assistant.State;
using MemHelpBot.Security;

namespace MemHelpBot.Api;

/// <summary>The report of a conversation: as a file for who talks, and under an expiring link for whom they give it to.</summary>
internal static class ReportEndpoints
{
    /// <summary>Where links lead.</summary>
    public const string Shared = "/r/";

    private const string Tag = "Reports";
    private const int UsualDays = 7;

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/conversations/{id}/report", ReportAsync).WithMetadata(new ApiAccess(IsTurn: true)).Describe(new("report", Tag, "The report of the newest answer, as one HTML file.")
        {
            Answers = [new(200, "The report; secrets are masked in it.", "Html", "text/html")],
            Errors = [404],
        });
        routes.MapPost("/api/conversations/{id}/report-links", ShareAsync).WithMetadata(new ApiAccess()).Describe(new("share", Tag, "Makes a link under which anybody who has it reads this report until it expires.")
        {
            More = "`days` from 1 to 30, 7 when left out. What is said later does not show under the link. It ends with the conversation, when that is begun anew, and when it is revoked.",
            Takes = "LinkWish",
            TakesNothingToo = true,
            Answers = [ApiResponse.Of<LinkBody>(201, "The link with its address, which is told only now.")],
            Errors = [400, 404, 408, 409, 413],
        });
        routes.MapGet("/api/conversations/{id}/report-links", ListAsync).WithMetadata(new ApiAccess()).Describe(new("links", Tag, "The links that are good now, without their addresses.")
        {
            Answers = [ApiResponse.Of<IReadOnlyList<LinkBody>>(200, "Oldest first.")],
            Errors = [404],
        });
        routes.MapDelete("/api/conversations/{id}/report-links/{link}", RevokeAsync).WithMetadata(new ApiAccess()).Describe(new("revoke", Tag, "Ends a link before its time.") { Answers = [new(204, "It opens nothing any more.")], Errors = [404] });
        routes.MapGet(Shared + "{token}", OpenAsync).WithMetadata(new OpenAccess()).Describe(new("openLink", Tag, "The report under a link, for whom it was given to; needs no key.")
        {
            Answers = [new(200, "The report; secrets are masked in it.", "Html", "text/html"), new(404, "There is no such link, or it has ended.", "Html", "text/html")],
        });
    }

    private static async Task ReportAsync(HttpContext context)
    {
        var record = await context.ConversationAsync().ConfigureAwait(false);
        if (record.Read is not [.., var last])
            throw new RefusedException(ApiError.NotFound("This conversation has no answer yet, so there is nothing to report."));
        context.Response.Headers.ContentDisposition = "attachment; filename=\"memory-incident-report.html\"";
        await WriteAsync(context, record.Key, last.Message.Id).ConfigureAwait(false);
    }

    private static async Task ShareAsync(HttpContext context)
    {
        var record = await context.ConversationAsync().ConfigureAwait(false);
        var wish = context.Request is { ContentType: null, ContentLength: null or 0 } ? new LinkWish() : await context.SmallJsonAsync(ApiJson.Default.LinkWish).ConfigureAwait(false);
        if (wish is not { Days: null or (>= 1 and <= ReportLinks.MostDays) })
            throw new RefusedException(ApiError.BadRequest($"Send {{\"days\": N}} as application/json, N from 1 to {ReportLinks.MostDays}; {UsualDays} when left out."));
        if (record.Read.Count == 0)
            throw new RefusedException(ApiError.NotFound("This conversation has no answer yet, so there is nothing to share."));
        if (await Links(context).MakeAsync(record.Key, TimeSpan.FromDays(wish.Days ?? UsualDays), context.RequestAborted).ConfigureAwait(false) is not var (link, token))
            throw new RefusedException(ApiError.TooManyLinks(ReportLinks.MostAtOnce));
        context.Response.Headers.Location = Shared + token;
        await context.JsonAsync(StatusCodes.Status201Created, BodyOf(link) with { Url = Shared + token }, ApiJson.Default.LinkBody).ConfigureAwait(false);
    }

    private static async Task ListAsync(HttpContext context)
    {
        var record = await context.ConversationAsync().ConfigureAwait(false);
        var links = await Links(context).AllAsync(record.Key, context.RequestAborted).ConfigureAwait(false);
        await context.JsonAsync(StatusCodes.Status200OK, [.. links.Select(BodyOf)], ApiJson.Default.IReadOnlyListLinkBody).ConfigureAwait(false);
    }

    private static async Task RevokeAsync(HttpContext context)
    {
        var record = await context.ConversationAsync().ConfigureAwait(false);
        if (!await Links(context).RevokeAsync(record.Key, context.Route("link"), context.RequestAborted).ConfigureAwait(false))
            throw new RefusedException(ApiError.NotFound("This conversation has no such link, or it was revoked already."));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>For whom the link was given to: nobody is asked who they are, and nothing tells a wrong token from one that has ended.</summary>
    private static async Task OpenAsync(HttpContext context)
    {
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        if (await Links(context).OpenAsync(context.Route("token"), context.RequestAborted).ConfigureAwait(false) is not var (key, link))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReportPolicy;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(Ended, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.ContentDisposition = "inline; filename=\"memory-incident-report.html\"";
        await WriteAsync(context, key, link.Message).ConfigureAwait(false);
    }

    /// <summary>A report is passed on: what was masked stays masked in it.</summary>
    private static async Task WriteAsync(HttpContext context, ConversationKey key, string message)
    {
        var assistant = await context.AssistantAsync().ConfigureAwait(false);
        var told = await context.Desk().AnswerAsync(assistant, key, message, context.RequestAborted).ConfigureAwait(false)
            ?? throw new RefusedException(ApiError.NotFound(ConversationAccess.Unknown));
        var html = context.RequestServices.GetRequiredService<IProduct>().Report(told.Reply.Answer, told.Messages);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReportPolicy;
        await context.Response.WriteAsync(html, Encoding.UTF8, context.RequestAborted).ConfigureAwait(false);
    }

    private static ReportLinks Links(HttpContext context) => context.RequestServices.GetRequiredService<ReportLinks>();

    private static LinkBody BodyOf(ReportShared link) => new(link.Id, link.At, link.Expires);

    private const string Ended =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">" +
        "<title>MemHelpBot</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:15vh auto;padding:0 1em}</style>" +
        "<h1>No report here</h1><p>This link has expired or was revoked, or its conversation was forgotten. Ask whoever sent it for a new one.</p>" +
        "<p lang=\"zh\">此链接已过期或被撤销，或对应的会话已被删除。请向发送者索取新的链接。</p>" +
        "<p lang=\"pl\">Ten odnośnik wygasł albo został cofnięty, albo rozmowa została zapomniana. Poproś nadawcę o nowy.</p></html>";
}
