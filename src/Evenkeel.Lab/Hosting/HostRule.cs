using System.Net;
using Microsoft.AspNetCore.Http;

namespace Evenkeel.Lab.Hosting;

/// <summary>The names that a lab is known by: this machine's own for itself, those it listens on, and, where it listens to everybody, every address and the machine's name.</summary>
internal sealed class HostRule
{
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase) { "localhost" };
    private readonly bool takesAddresses;

    /// <summary>Learns the names.</summary>
    /// <param name="urls">What is listened on, such as <c>http://0.0.0.0:6174</c>.</param>
    public HostRule(IReadOnlyList<string> urls)
    {
        foreach (string url in urls)
        {
            string host = HostOf(url);
            if (host is "*" or "+" || (IPAddress.TryParse(host, out IPAddress? address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))))
            {
                takesAddresses = true;
                names.Add(Environment.MachineName);
                names.Add($"{Environment.MachineName}.local");
            }
            else
            {
                names.Add(host);
            }
        }
    }

    /// <summary>Whether a request's Host is one of them. Its port may be any: it is another where a tunnel leads here.</summary>
    public bool Allows(HostString host)
    {
        string name = host.Host.Trim('[', ']');
        return names.Contains(name) || (IPAddress.TryParse(name, out IPAddress? address) && (takesAddresses || IPAddress.IsLoopback(address)));
    }

    private static string HostOf(string url)
    {
        string rest = url[(url.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..];
        return new HostString(rest.Split('/')[0]).Host.Trim('[', ']');
    }
}
