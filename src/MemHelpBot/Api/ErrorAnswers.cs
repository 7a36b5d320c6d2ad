using System.Diagnostics.CodeAnalysis;

namespace MemHelpBot.Api;

/// <summary>The one place where failures of a request become answers.</summary>
internal static partial class ErrorAnswers
{
    /// <summary>Runs the rest of the pipeline; whatever it throws ends here.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The edge of the process: no exception may reach a client.")]
    public static async Task ContainAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away: there is nobody to answer.
        }
        catch (RefusedException refused)
        {
            await WriteAsync(context, refused.Error).ConfigureAwait(false);
        }
        catch (BadHttpRequestException bad)
        {
            var error = bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ApiError.TooLarge(context.RequestServices.GetRequiredService<HostSettings>())
                : ApiError.BadRequest("The request could not be read to its end.");
            await WriteAsync(context, error).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            var trace = context.TraceIdentifier;
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("MemHelpBot");
            // An exception's message may quote the paste, so it is not logged: type and place are enough to find the fault.
            LogFailure(logger, trace, failure.GetType().FullName ?? "?", failure.StackTrace ?? "");
            await WriteAsync(context, ApiError.Internal(trace)).ConfigureAwait(false);
        }
    }

    /// <summary>Answers with an error, unless an answer has begun.</summary>
    public static Task WriteAsync(HttpContext context, ApiError error)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.StatusCode = error.Status;
        context.Response.Headers.ContentSecurityPolicy = Security.SecurityHeaders.Policy;
        return context.Response.WriteAsJsonAsync(
            new ErrorBody(new(error.Code, error.Message, error.Limit)), ApiJson.Default.ErrorBody, cancellationToken: context.RequestAborted);
    }

    [LoggerMessage(LogLevel.Error, "Request {Trace} failed: {Type}\n{Stack}")]
    private static partial void LogFailure(ILogger logger, string trace, string type, string stack);
}

/// <summary>A request is refused with an error of its own. Thrown by readers of requests, caught in <see cref="ErrorAnswers"/>.</summary>
internal sealed class RefusedException(ApiError error) : Exception(error.Message)
{
    /// <summary>What the client gets.</summary>
    public ApiError Error { get; } = error;
}
