using Microsoft.AspNetCore.Http;

namespace Evenkeel.Lab.Hosting;

/// <summary>Lets in who asked for this server and comes from its own page, and tells browsers what the page may do.</summary>
/// <remarks>
/// A name that somebody points at this machine would let that somebody's page talk to the lab, so only names that the lab is known by are answered. A socket is open to every page of a browser,
/// so its Origin has to be the lab's own; who sends none is no browser, and could as well write what is wanted.
/// </remarks>
internal sealed class Gate(LabOptions options, RefusalLog log)
{
    private readonly HostRule hosts = new(options.Urls);

    /// <summary>Does what follows, or refuses.</summary>
    public Task Pass(HttpContext context, Func<Task> next)
    {
        bool isKnown = hosts.Allows(context.Request.Host);
        AddHeaders(context, isKnown);
        if (!isKnown)
        {
            return log.Refuse(context, StatusCodes.Status400BadRequest, $"This lab is not called '{Protocol.Parts.Shorten(context.Request.Host.Value ?? "")}'; open it as {options.Urls[0]}, or name the host with --urls.");
        }

        return IsForeign(context.Request) is { } origin
            ? log.Refuse(context, StatusCodes.Status403Forbidden, $"A page of '{Protocol.Parts.Shorten(origin)}' may not use this lab; only its own page may, at {context.Request.Scheme}://{context.Request.Host}.")
            : next();
    }

    /// <summary>Where a request that changes or streams something comes from, if that is not the lab's own page.</summary>
    private static string? IsForeign(HttpRequest request)
    {
        if (request.Path != "/hub" && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            return null;
        }

        string own = $"{request.Scheme}://{request.Host.Value}";
        foreach (string? origin in request.Headers.Origin)
        {
            if (!string.Equals(origin, own, StringComparison.OrdinalIgnoreCase))
            {
                return origin ?? "";
            }
        }

        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" ? "another site" : null;
    }

    private static void AddHeaders(HttpContext context, bool isKnown)
    {
        IHeaderDictionary headers = context.Response.Headers;

        // Some browsers do not count a socket as of the page's own origin, so it is named.
        string socket = isKnown ? $" {(context.Request.IsHttps ? "wss" : "ws")}://{context.Request.Host.Value}" : "";
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'{socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
