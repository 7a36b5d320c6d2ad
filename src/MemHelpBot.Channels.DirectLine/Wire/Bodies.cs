using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MemHelpBot.Channels.DirectLine.Wire;

/// <summary>Reads bodies within a size and a time.</summary>
internal sealed class Bodies(DirectLineSettings settings)
{
    /// <summary>The largest activity: a paste of some ten thousand lines. More comes as a file.</summary>
    public const int MostActivityBytes = 2 * 1024 * 1024;

    /// <summary>The largest of the other bodies.</summary>
    public const int MostRequestBytes = 16 * 1024;

    /// <summary>A JSON body.</summary>
    /// <param name="context">The request.</param>
    /// <param name="type">What it is.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <returns>Null when there is no body.</returns>
    /// <exception cref="DirectLineException">It cannot be read.</exception>
    public async Task<T?> JsonAsync<T>(HttpContext context, JsonTypeInfo<T> type, int most)
        where T : class
    {
        var request = context.Request;
        if (request.ContentLength == 0 || (request.ContentLength is null && !request.Headers.ContainsKey("Transfer-Encoding") && request.Protocol == HttpProtocol.Http11))
            return null;
        if (!request.HasJsonContentType())
            throw DirectLineException.WrongType("application/json");
        if (request.ContentLength > most)
            throw DirectLineException.TooLarge(most);
        using var patience = Patience(context);
        var body = await InTimeAsync(() => ReadAsync(request.Body, most, most, patience.Token), context).ConfigureAwait(false);
        return body.Length == 0 ? null : Parse(body, type);
    }

    /// <summary>JSON in bytes.</summary>
    /// <exception cref="DirectLineException">It is none, or not of this kind.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw DirectLineException.Bad("The body is null.");
        }
        catch (JsonException)
        {
            // The parser's own message would quote the body.
            throw DirectLineException.Bad("The body is no valid JSON of this request.");
        }
    }

    /// <summary>Lets an upload be as large as the settings say, whatever the host's own limit is.</summary>
    public static void Allow(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = bytes;
    }

    /// <summary>Ends when the client has gone or the body takes too long.</summary>
    public CancellationTokenSource Patience(HttpContext context)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(settings.BodyPatience);
        return patience;
    }

    /// <summary>Reads, and says what kept it from being read.</summary>
    public static async Task<T> InTimeAsync<T>(Func<Task<T>> read, HttpContext context)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw DirectLineException.TooSlow();
        }
        catch (BadHttpRequestException bad)
        {
            throw bad.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => DirectLineException.TooLarge(MostActivityBytes),
                StatusCodes.Status408RequestTimeout => DirectLineException.TooSlow(),
                _ => DirectLineException.Bad("The body could not be read to its end."),
            };
        }
        catch (InvalidDataException)
        {
            throw DirectLineException.Bad("The form is not whole or its headers are too long.");
        }
        catch (IOException)
        {
            throw DirectLineException.Bad("The body ends too early.");
        }
    }

    /// <summary>All of a stream.</summary>
    /// <exception cref="DirectLineException">It has more than <paramref name="most"/> bytes.</exception>
    public static async Task<byte[]> ReadAsync(Stream body, long most, long told, CancellationToken cancellationToken) =>
        await BoundedStream.ReadAsync(body, most, cancellationToken).ConfigureAwait(false) ?? throw DirectLineException.TooLarge(told);
}
