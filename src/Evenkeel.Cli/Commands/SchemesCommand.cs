using System.CommandLine;
using Evenkeel.Calibration;
using Evenkeel.Cli.Host;
using Evenkeel.Cli.Options;
using Evenkeel.Cli.Rendering;
using Evenkeel.Functions;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Translations;
using Evenkeel.Shapes;

namespace Evenkeel.Cli.Commands;

/// <summary>The catalogue of initializers, one of them, a framework's, or the gains of activations.</summary>
internal sealed class SchemesCommand : Command
{
    private readonly Shell shell;
    private readonly Argument<string?> name = new("NAME")
    {
        Description = "A scheme, such as he-normal or torch:kaiming_uniform(a=sqrt(5)), or a framework, such as torch.", Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> gains = Choice.Switch("--gains", "Show the gains of every activation, in their three meanings, and how far PyTorch's are from them.");
    private readonly Option<string?> activation = Choice.Text("--activation", "NAME", "Show the gains of one activation: a name, or a formula in x such as \"x*sigmoid(1.702*x)\".", [.. Activations.All.Select(known => known.Name)]);
    private readonly Option<string?> kind = Choice.Text("--kind", "KIND", "What kind of weight --shape is; by its number of axes where it is left out.", [.. WeightShape.Kinds]);
    private readonly WeightOptionSet weight = new();
    private readonly Option<bool> json = Choice.Json();

    public SchemesCommand(Shell shell)
        : base("schemes", "The initializers: all of them, one on a page, a framework's own, or the gains that activations call for.\n\nExample:\n  evenkeel schemes he-normal")
    {
        this.shell = shell;
        name.CompletionSources.Add([.. Initializers.All.Select(entry => entry.Name), .. Starts.All.Select(entry => entry.Name), .. Dialects.All.Select(dialect => dialect.Name)]);
        Arguments.Add(name);
        Options.Add(gains);
        Options.Add(activation);
        Options.Add(kind);
        weight.AddTo(this);
        Options.Add(json);
        SetAction(Run);
    }

    private void Run(ParseResult line)
    {
        string? wanted = line.GetValue(name)?.Trim();
        if (line.GetValue(gains) || line.GetValue(activation) is not null)
        {
            if (wanted is not null)
            {
                throw new UsageException($"'schemes' shows gains or the scheme '{wanted}', not both; leave one out.");
            }

            if (line.GetValue(gains) && line.GetValue(activation) is not null)
            {
                throw new UsageException("--gains shows the gains of every activation, --activation those of one; leave one of them out.");
            }

            RefuseShape(line, "a table of gains");
            ShowGains(line.GetValue(activation) is { } text ? [Activations.Parse(text)] : Activations.All, line.GetValue(json));
            return;
        }

        if (wanted is null)
        {
            RefuseShape(line, "the list of all schemes");
            ShowTable(Initializers.All, null, line.GetValue(json));
        }
        else if (Framework(wanted) is { } dialect)
        {
            RefuseShape(line, $"the list of {dialect.Name}'s schemes");
            ShowTable(dialect.Entries, dialect, line.GetValue(json));
        }
        else if (Starts.Find(wanted) is { } start)
        {
            RefuseShape(line, $"'{start.Name}', which scales whole networks,");
            StartPage.Write(shell, start, Starts.Parse(wanted), line.GetValue(json));
        }
        else
        {
            ShowPage(wanted, line);
        }
    }

    /// <summary>Refuses what would say which weight is meant, where none is.</summary>
    private void RefuseShape(ParseResult line, string shown)
    {
        if (Unused(line) is { } unused)
        {
            throw new UsageException($"{unused} goes with one scheme, as in 'evenkeel schemes he-normal --shape 300,784'; {shown} takes no shape.");
        }
    }

    /// <summary>The framework that a word means, with or without a colon; null where it means none.</summary>
    private static Dialect? Framework(string text)
    {
        string word = text.TrimEnd(':');
        bool isKnown = Dialects.All.Any(dialect => dialect.Answers(word));
        return isKnown || text.EndsWith(':') ? Dialects.Find(word) : null;
    }

    private void ShowTable(IReadOnlyList<InitializerEntry> entries, Dialect? dialect, bool asJson)
    {
        string prefix = dialect is null ? "" : dialect.Name + ":";
        if (asJson)
        {
            shell.WriteJson(document => SchemeJson.WriteTable(document, entries, dialect));
            return;
        }

        if (dialect?.Remark is { } remark)
        {
            shell.Say($"{dialect.Title}: {remark}");
        }

        SchemeTable.Write(shell, entries, prefix);
        if (dialect is null)
        {
            shell.Say($"Starts that look at the first batch or at the whole network, for train and compare: {string.Join(", ", Starts.All)}.");
        }

        shell.Say(dialect is null
            ? $"'evenkeel schemes NAME' shows one of them. Frameworks, as in torch:xavier_uniform: {string.Join(", ", Dialects.All.Select(known => known.Name))}; 'evenkeel schemes torch' lists one's own."
            : $"'evenkeel schemes {prefix}{entries.MinBy(entry => entry.Example != entry.Name)!.Example}' shows one of them.");
    }

    private void ShowPage(string wanted, ParseResult line)
    {
        (string prefix, InitializerEntry entry) = Initializers.Find(wanted);

        // A page tells what arguments there are, so it is shown without them, too.
        IInitializer initializer = Initializers.Parse(wanted.Contains('(', StringComparison.Ordinal) || wanted.Contains('*', StringComparison.Ordinal) ? wanted : prefix + entry.Example);
        if (!weight.IsGiven(line) && Unused(line) is { } unused)
        {
            throw new UsageException($"{unused} says more of --shape, which is not given; add it, such as --shape 300,784.");
        }

        WeightShape shape = weight.IsGiven(line) ? weight.ReadOrGuess(line, line.GetValue(kind)) : SchemeReading.ShapeFor(initializer);
        if (initializer.Refusal(shape) is { } refusal)
        {
            throw new UsageException(refusal);
        }

        SchemeReading reading = new(prefix, entry, initializer, shape, [.. Dialects.All.Select(dialect => Translator.Of(initializer, dialect, weight.IsGiven(line) ? shape : null))]);
        if (line.GetValue(json))
        {
            shell.WriteJson(document => SchemeJson.WritePage(document, reading));
        }
        else
        {
            SchemePage.Write(shell, reading);
        }
    }

    /// <summary>The first option of a line that says which weight is meant; null where there is none.</summary>
    private string? Unused(ParseResult line) => weight.FirstGiven(line) ?? (line.GetValue(kind) is null ? null : kind.Name);

    private void ShowGains(IReadOnlyList<Activation> activations, bool asJson)
    {
        if (asJson)
        {
            shell.WriteJson(document => SchemeJson.WriteGains(document, activations));
        }
        else if (activations is [var one])
        {
            GainTable.WriteOne(shell, one);
        }
        else
        {
            GainTable.Write(shell, activations);
        }
    }
}
