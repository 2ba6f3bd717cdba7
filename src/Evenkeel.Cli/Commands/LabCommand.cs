using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Experiments;
using Evenkeel.Lab;

namespace Evenkeel.Cli.Commands;

/// <summary>Opens the lab: a page on which every claim can be tried, and the server behind it.</summary>
internal sealed class LabCommand : Command
{
    private readonly Shell shell;
    private readonly Argument<string?> link = new("LINK") { Description = "Where to open it: a chapter, a link of any lab, or a query such as init=he-normal.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<int?> port = Choice.Whole("--port", $"The port; {LabListener.UsualPort} by default, or the next one that is free. 0 takes any.", 0, 65535);
    private readonly Option<string?> urls = Choice.Text("--urls", "URL[;URL]", "Addresses to listen on instead of this machine's own, such as http://0.0.0.0:6174 for a classroom. Whoever reaches them may use the lab.");
    private readonly Option<bool> noBrowser = Choice.Switch("--no-browser", "Do not open a browser. None is opened either where the output is no terminal.");
    private readonly Option<int?> sessions = Choice.Whole("--max-sessions", $"Sessions of all pages together; {new LabLimits().Sessions} by default.", 1, 100_000);
    private readonly Option<string?> directory = Choice.Text("--data-dir", "DIR", "Where downloaded sets are looked for first; then $EVENKEEL_DATA and the user's cache.");
    private readonly Option<int?> threads = Choice.Threads();

    public LabCommand(Shell shell)
        : base("lab", $"Open the lab in a browser: why the first weights decide whether a network learns, each claim to be tried, side by side, by seed. Ctrl-C ends it. {Limits(new())}\n\nExample:\n  evenkeel lab 'layers?init=he-normal' --no-browser")
    {
        this.shell = shell;
        link.CompletionSources.Add([.. LinkChapter.All.Select(chapter => chapter.Name)]);
        Arguments.Add(link);
        Option[] all = [port, urls, noBrowser, sessions, directory, threads];
        foreach (Option option in all)
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private static string Limits(LabLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"A network has at most {limits.Parameters:#,0} weights and biases and {limits.Layers} hidden layers, a step {limits.Batch:#,0} samples and {limits.Values:#,0} values (inputs and units times samples), a session {limits.Runs} initializations and {limits.Steps:#,0} steps, a page {limits.SessionsPerPage} sessions, all sessions {limits.Memory / 1e9:0.#} GB or half of the machine's memory by estimate, a generated set {limits.Samples:#,0} samples, an uploaded table {limits.Upload / 1_000_000.0:0.#} MB and {limits.TableValues:#,0} values, a document for a report {limits.Report / 1_000_000.0:0.#} MB, a comparison {limits.Starts} initializations, {limits.Repeats} seeds of each and {limits.Work:0e+0} multiplications; {limits.Comparisons} comparison runs at once, and {limits.ComparisonsWaiting} wait. What is more is refused on the page with a sentence.");

    private int Run(ParseResult line)
    {
        LinkAddress place = line.GetValue(link) is { } text ? LinkAddress.Parse(text) : LinkAddress.Parse("");
        if (line.GetValue(urls) is not null && line.GetValue(port) is not null)
        {
            throw new UsageException($"{urls.Name} holds the ports already; leave {port.Name} out.");
        }

        IReadOnlyList<string> folders = DataFolders.Of(shell, line.GetValue(directory));
        LabLimits limits = new();
        limits = limits with { Sessions = line.GetValue(sessions) ?? limits.Sessions };
        int workers = line.GetValue(threads) ?? Environment.ProcessorCount;
        string[]? addresses = line.GetValue(urls) is { } given ? Addresses(given) : null;
        return Serve(addresses, line.GetValue(port), place.Path, limits, folders, workers, browser: !line.GetValue(noBrowser) && shell.OutIsTerminal);
    }

    /// <summary>What a web server is made of is loaded here and nowhere else: no other line pays for it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Serve(string[]? addresses, int? wanted, string path, LabLimits limits, IReadOnlyList<string> folders, int workers, bool browser)
    {
        using LabNotes notes = new(shell.Error);
        LabOptions options = new()
        {
            Time = shell.Clock,
            Limits = limits,
            DataDirectories = folders,
            FetchDirectory = folders.Count > 0 ? folders[0] : null,
            Threads = workers,
            Version = CommandLine.Version,
            Log = notes,
        };
        return new LabListener(shell, options).Serve(addresses, wanted, path, browser).GetAwaiter().GetResult();
    }

    private string[] Addresses(string text)
    {
        string[] addresses = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (string address in addresses)
        {
            // The name * stands for every address, which Uri would not read.
            bool isAddress = Uri.TryCreate(address.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out Uri? uri);
            if (!isAddress || uri!.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
            {
                throw new UsageException($"{urls.Name} needs addresses such as http://0.0.0.0:6174, with ';' between them, but got '{address}'.");
            }
        }

        return addresses.Length > 0 ? addresses : throw new UsageException($"{urls.Name} needs an address such as http://0.0.0.0:6174, but got '{text}'.");
    }
}
