using MemHelpBot.Channels.Teams.Activities;
using MemHelpBot.Channels.Teams.Security;
using Microsoft.AspNetCore.Http;

namespace MemHelpBot.Channels.Teams;

/// <summary>Lets in only activities whose sender is proved; in the Playground those of this machine.</summary>
internal sealed class TeamsDoor(TeamsSettings settings, CallerCheck callers, ServiceAddresses addresses)
{
    /// <summary>The largest activity: Teams sends at most some 100 KB, other channels 256 KB.</summary>
    public const int MostBytes = 512 * 1024;

    /// <summary>Who sends a request, before its body is read.</summary>
    /// <exception cref="CallerRefusedException">Nobody who may.</exception>
    public async ValueTask<Caller> CheckAsync(HttpContext context)
    {
        if (!settings.Playground)
            return await callers.CheckAsync(context.Request.Headers.Authorization is [{ } only] ? only : null, context.RequestAborted).ConfigureAwait(false);
        var near = context.Connection.RemoteIpAddress is { } from && System.Net.IPAddress.IsLoopback(from);
        return near && !context.Request.IsPassedOn()
            ? new Caller(IsChannel: false, null, [])
            : throw new CallerRefusedException(403, "the Playground is on this machine only");
    }

    /// <summary>Holds an activity to its sender.</summary>
    /// <exception cref="CallerRefusedException">It says something else than its token, or its replies would go where nothing may be sent.</exception>
    public void Check(Caller caller, Activity activity)
    {
        caller.Check(activity);
        addresses.Check(activity);
    }
}
