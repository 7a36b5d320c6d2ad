using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace MemHelpBot.Page;

/// <summary>The page and its files, embedded in the program.</summary>
internal static class PageFiles
{
    private const string Prefix = "page/";

    /// <summary>Maps <c>/</c> and every file beside it.</summary>
    public static void Map(IEndpointRouteBuilder routes, IProduct product, HostSettings settings)
    {
        var assembly = typeof(PageFiles).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (!resource.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            var name = resource[Prefix.Length..];
            Map(routes, name == "index.html" ? "/" : "/" + name, () => Load(assembly, resource));
        }

        Map(routes, "/picture.css", () => Of(Encoding.UTF8.GetBytes(product.PictureStyle), "text/css; charset=utf-8"));
        // The page refuses what the server would refuse, before it is sent, and asks for a key where one is needed.
        var (key, model) = (settings.Api.Keys.Count > 0 ? "true" : "false", settings.Models("Model:Name") is null ? "false" : "true");
        Map(routes, "/limits.js", () => Of(Encoding.UTF8.GetBytes(FormattableString.Invariant($"export const limitBytes = {settings.MaxBytes};\nexport const keyNeeded = {key};\nexport const modelUsed = {model};\n")), "text/javascript; charset=utf-8"));
    }

    private static void Map(IEndpointRouteBuilder routes, string path, Func<PageFile> load)
    {
        var file = new Lazy<PageFile>(load);
        routes.MapGet(path, context => WriteAsync(context, file.Value));
    }

    private static Task WriteAsync(HttpContext context, PageFile file)
    {
        var headers = context.Response.Headers;
        // Revalidated each time: a new version of the program must never meet the old one's modules.
        headers.CacheControl = "no-cache";
        headers.ETag = file.Tag;
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = file.Type;
        context.Response.ContentLength = file.Bytes.Length;
        return context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted).AsTask();
    }

    private static PageFile Load(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var type = Path.GetExtension(resource) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "application/octet-stream",
        };
        return Of(bytes, type);
    }

    private static PageFile Of(byte[] bytes, string type) =>
        new(bytes, type, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");

    private sealed record PageFile(byte[] Bytes, string Type, string Tag);
}
