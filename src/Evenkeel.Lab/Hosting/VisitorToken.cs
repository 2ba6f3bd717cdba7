using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Evenkeel.Lab.Hosting;

/// <summary>Knows a browser again: by a cookie that no script reads, no other site's page sends along, and that ends with the browser.</summary>
internal static class VisitorToken
{
    private const string Cookie = "evenkeel-visitor";

    private const int Bytes = 16;

    /// <summary>The token of a request; empty where it has none.</summary>
    public static string Of(HttpContext context) =>
        context.Request.Cookies[Cookie] is { Length: 2 * Bytes } token && token.All(char.IsAsciiHexDigitLower) ? token : "";

    /// <summary>The token of a request, given with the answer where it has none.</summary>
    public static string Ensure(HttpContext context)
    {
        string token = Of(context);
        if (token.Length == 0)
        {
            token = New();
            context.Response.Cookies.Append(Cookie, token, new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", IsEssential = true });
        }

        return token;
    }

    /// <summary>Makes a name that nobody guesses: 128 random bits.</summary>
#pragma warning disable RS0030 // A name that keeps strangers out must not be repeatable.
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
#pragma warning restore RS0030
}
