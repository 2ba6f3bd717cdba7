using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Evenkeel.Cli.Host;
using Evenkeel.Lab;

namespace Evenkeel.Cli.Commands;

/// <summary>Starts a lab where there is room for it, says where it is, and runs it until somebody stops it.</summary>
internal sealed class LabListener(Shell shell, LabOptions options)
{
    /// <summary>The port where none is named: 6174, at which taking the largest arrangement of four digits less the smallest ends.</summary>
    public const int UsualPort = 6174;

    private const int Tries = 20;

    /// <summary>Runs a lab.</summary>
    /// <param name="addresses">Where to listen; null for this machine alone.</param>
    /// <param name="wanted">The port that was asked for; null for the usual one or the next that is free.</param>
    /// <param name="path">What to open.</param>
    /// <param name="browser">Whether to open a browser there.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Serve(string[]? addresses, int? wanted, string path, bool browser)
    {
        CancellationToken stop = shell.Stop;
        LabServer server = await Start(addresses, wanted).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            string address = server.Urls.Select(Reachable).First() + path;
            await shell.Out.WriteLineAsync(address).ConfigureAwait(false);
            await shell.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            await shell.Error.WriteLineAsync("The lab is open there; Ctrl-C ends it.").ConfigureAwait(false);
            if (browser)
            {
                Open(address);
            }

            try
            {
                await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // That is how a lab ends.
            }
        }

        return ExitCode.Stopped;
    }

    private async Task<LabServer> Start(string[]? addresses, int? wanted)
    {
        if (addresses is not null)
        {
            return await At(addresses).ConfigureAwait(false);
        }

        for (int port = wanted ?? UsualPort; ; port++)
        {
            try
            {
                return await At([Loopback(port)]).ConfigureAwait(false);
            }
            catch (IOException) when (wanted is null && port < UsualPort + Tries)
            {
                // Another lab may be running there.
            }
        }
    }

    private async Task<LabServer> At(string[] addresses)
    {
        try
        {
            return await LabServer.Start(options with { Urls = addresses }, shell.Stop).ConfigureAwait(false);
        }
        catch (IOException problem)
        {
            throw new IOException($"The lab cannot listen on {string.Join(" and ", addresses)}: {(problem.InnerException ?? problem).Message.TrimEnd('.')}. Name another with --port, or 0 for any that is free.", problem);
        }
        catch (System.Net.Sockets.SocketException problem)
        {
            throw new IOException($"The lab cannot listen on {string.Join(" and ", addresses)}: {problem.Message.TrimEnd('.')}.", problem);
        }
    }

    private static string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    /// <summary>An address that this machine's own browser can open: of all addresses, its own.</summary>
    private static string Reachable(string url)
    {
        Uri uri = new(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal));
        return uri.Host is "0.0.0.0" or "[::]" ? Loopback(uri.Port) : uri.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>Opens a browser; where there is none, the address stands on the screen all the same.</summary>
    private static void Open(string address)
    {
        ProcessStartInfo start = OperatingSystem.IsWindows() ? new(address) { UseShellExecute = true }
            : new(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process? process = Process.Start(start);
        }
        catch (Exception problem) when (problem is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // Nothing to open it with.
        }
    }
}
