using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Evenkeel.Calibration;
using Evenkeel.Cli.Host;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Training;

namespace Evenkeel.Cli.Options;

/// <summary>The options that describe an experiment, and how they change its specification.</summary>
internal sealed class ExperimentOptions
{
    private readonly bool several;
    private readonly Option<string?> spec = Choice.Text("--spec", "FILE", "Read the experiment from JSON, as --json writes it; the other options win over it.");
    private readonly Option<string?> link = Choice.Text("--link", "URL", "Read the experiment from a link of the lab, of any host, or from its query alone; the other options win over it. Its step is for probe, its rates for the lab.");
    private readonly Option<string?> hidden = Choice.Text("--hidden", "WIDTHS", "Hidden layers: 300x4, 300,200,100 or none.");
    private readonly Option<int?> branch = Choice.Whole("--branch", "Layers of each residual branch: the first hidden layer, then branches of so many, each added to what it branched from; 0 for a plain stack.", 0);
    private readonly Option<string?> activation = Choice.Text("--activation", "NAME", $"Activation of the hidden layers: {string.Join(", ", Activations.All)}, or a formula in x such as \"x*sigmoid(1.702*x)\".", [.. Activations.All.Select(function => function.Name)]);
    private readonly Option<string?> init;
    private readonly Option<string?> rng = Choice.Text("--rng", "NAME", $"Whose random numbers make the first weights: {string.Join(", ", Generators.Names)}.", [.. Generators.Names]);
    private readonly Option<string?> loss = Choice.Text("--loss", "NAME", "cross-entropy, mse or hinge; mse where --regression is given.", [.. ExperimentText.Losses]);
    private readonly Option<string?> optimizer = Choice.Text("--optimizer", "NAME", $"{string.Join(", ", Optimizers.All)}.", [.. Optimizers.All]);
    private readonly Option<double?> rate = Choice.Number("--lr", "Learning rate.");
    private readonly Option<string?> schedule = Choice.Text("--schedule", "S", "constant, step(N, F), cosine, warmup(N), joined by +.", "constant", "cosine", "step(", "warmup(");
    private readonly Option<string?> batch = Choice.Text("--batch", "N|full", "Samples a step.");
    private readonly Option<int?> epochs = Choice.Whole("--epochs", "Passes over the data.");
    private readonly Option<int?> steps = Choice.Whole("--steps", "Steps, instead of epochs.");
    private readonly Option<double?> decay = Choice.Number("--weight-decay", "Pull of the weights to zero.");
    private readonly Option<double?> clip = Choice.Number("--clip", "Largest norm of the gradient.");
    private readonly Option<string?> shuffle = Choice.Text("--shuffle", "HOW", "seeded or none (file order).", "seeded", "none");
    private readonly Option<double?> target = Choice.Number("--target", "Accuracy that runs are timed to, 0 to 1.");

    /// <summary>Makes the options.</summary>
    /// <param name="several">Whether several starts may be named.</param>
    /// <param name="repeated">Whether each start may be run from several seeds; as <paramref name="several"/> where it is left out.</param>
    public ExperimentOptions(bool several, bool? repeated = null)
    {
        this.several = several;
        init = Choice.Text("--init", several ? "SCHEME,…" : "SCHEME", several ? "The starts: schemes, or lsuv and auto, which look at the first batch, or fixup, for residual branches." : "The start: a scheme, or lsuv or auto, which look at the first batch, or fixup, for residual branches.", [.. Initializers.All.Select(entry => entry.Name), .. Starts.All.Select(entry => entry.Name)]);
        init.Aliases.Add("--scheme");
        Repeats = repeated ?? several ? Choice.Whole("--repeats", "Runs of each scheme, each from its own seed.", 1) : null;
    }

    /// <summary>The options about data.</summary>
    public DataOptionSet Data { get; } = new();

    private Option<int?>? Repeats { get; }

    /// <summary>Adds all options to a command.</summary>
    public void AddTo(Command command)
    {
        Data.AddTo(command);
        Option[] all = [hidden, branch, activation, init, rng, loss, optimizer, rate, schedule, batch, epochs, steps, decay, clip, shuffle, target, spec, link];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }

        if (Repeats is not null)
        {
            command.Options.Add(Repeats);
        }
    }

    /// <summary>Whether a line says how the weights start, itself or in a specification.</summary>
    public bool NamesStarts(ParseResult line) => line.GetValue(init) is not null || line.GetValue(spec) is not null || line.GetValue(link) is not null;

    /// <summary>The name of the option for starts where a line has it; else null.</summary>
    public string? StartOption(ParseResult line) => line.GetValue(init) is null ? null : init.Name;

    /// <summary>The experiment that a line describes.</summary>
    public ComparisonSpec Read(ParseResult line)
    {
        ComparisonSpec start = ReadLink(line) is { } reading ? reading.Spec
            : line.GetValue(spec) is { } file ? ReadSpec(file)
            : ExperimentDefaults.For(line.GetValue(Data.Name) ?? "digits");
        return start with
        {
            Data = Data.Read(line, start.Data),
            Network = ReadNetwork(line, start.Network),
            Training = ReadTraining(line, start.Training),
            Schemes = line.GetValue(init) is { } schemes ? ReadSchemes(schemes) : start.Schemes,
            Seed = line.GetValue(Data.Seed) ?? start.Seed,
            Rng = line.GetValue(rng) is { } generator ? Generators.Create(generator, 0).Name : start.Rng,
            Repeats = Repeats is not null ? line.GetValue(Repeats) ?? start.Repeats : 1,
            Target = line.GetValue(target) ?? start.Target,
        };
    }

    /// <summary>The step that the line's link shows; 0 where there is no link, or it names none.</summary>
    /// <exception cref="UsageException">The learning rate was changed on the way to it.</exception>
    public int StepOfLink(ParseResult line)
    {
        if (ReadLink(line) is not { } reading)
        {
            return 0;
        }

        RateChanges before = reading.Rates.Until(reading.Step - 1);
        return before.All.IsEmpty ? reading.Step : throw new UsageException(RatesRefusal(link.Name, before));
    }

    /// <summary>How a link's network is trained up to the step that the link shows: as long as its reader watches, unless link or line say how long.</summary>
    public TrainingSpec ToStepOfLink(ParseResult line, TrainingSpec training)
    {
        bool isLong = line.GetValue(link) is { } address && line.GetValue(epochs) is null && line.GetValue(steps) is null
            && !LinkAddress.Parse(address).Query.Split('&').Any(pair => pair.StartsWith("epochs=", StringComparison.Ordinal) || pair.StartsWith("steps=", StringComparison.Ordinal));
        return isLong ? training with { Steps = LinkChapter.Endless } : training;
    }

    /// <summary>Refuses a link whose training nothing but the lab repeats.</summary>
    /// <exception cref="UsageException">Its learning rate changes while it trains.</exception>
    public void RefuseRates(ParseResult line)
    {
        if (ReadLink(line) is { Rates: { All.IsEmpty: false } rates })
        {
            throw new UsageException(RatesRefusal(link.Name, rates));
        }
    }

    private static string RatesRefusal(string option, RateChanges rates) =>
        $"{option} changes the learning rate while it trains, rates={rates}, which only the lab does; take rates out of the link, or give a --schedule.";

    /// <summary>What the line's link holds; null where there is none. A script must not be given the nearest of what it asked for, so a problem ends it.</summary>
    private LinkReading? ReadLink(ParseResult line)
    {
        if (line.GetValue(link) is not { } address)
        {
            return null;
        }

        if (line.GetValue(spec) is not null)
        {
            throw new UsageException($"{link.Name} and {spec.Name} both give the experiment; leave one of them out.");
        }

        LinkAddress parsed = LinkAddress.Parse(address);
        if (parsed.Chapter is { HasExperiment: false } chapter)
        {
            throw new UsageException($"{link.Name}: the chapter '{chapter.Name}' holds no experiment; a link to {string.Join(", ", LinkChapter.All.Where(known => known.HasExperiment).Select(known => known.Name))} does.");
        }

        LinkReading reading = ExperimentLink.Read(parsed.Query, parsed.Defaults, new() { DataRefusal = name => DataRefusal(line, name) });
        return reading.Problems.IsEmpty ? reading : throw new UsageException($"{link.Name}: {reading.Problems[0]}");
    }

    private string? DataRefusal(ParseResult line, string name) => name.StartsWith("upload:", StringComparison.Ordinal) && line.GetValue(Data.Name) is null
        ? $"The table '{name}' was uploaded to a lab, and is there only; name its file with {Data.Name.Name}."
        : null;

    private static ComparisonSpec ReadSpec(string file)
    {
        string json = TextFile.Read(file);
        try
        {
            return ExperimentJson.Read(json);
        }
        catch (FormatException problem)
        {
            throw new UsageException($"'{file}': {problem.Message}");
        }
    }

    private ImmutableArray<string> ReadSchemes(string text)
    {
        ImmutableArray<string> schemes = ExperimentText.SplitSchemes(text);
        return schemes.Any(scheme => scheme.Length == 0) ? throw new UsageException($"--init needs names of initializers with commas between them, such as xavier,he-normal, but got '{text}'.")
            : !several && schemes.Length > 1 ? throw new UsageException($"--init takes one scheme here, but got '{text}'; 'evenkeel compare' takes several.")
            : schemes;
    }

    private NetworkSpec ReadNetwork(ParseResult line, NetworkSpec start) => start with
    {
        Hidden = line.GetValue(hidden) is { } widths ? ExperimentText.Widths(widths, hidden.Name) : start.Hidden,
        Branch = line.GetValue(branch) ?? start.Branch,
        Activation = line.GetValue(activation) is { } name ? Activations.Parse(name).Name : start.Activation,
        Loss = line.GetValue(loss) is { } word ? ExperimentText.Loss(word) : Data.AsksRegression(line) ? LossKind.MeanSquaredError : start.Loss,
    };

    private TrainingSpec ReadTraining(ParseResult line, TrainingSpec start) => start with
    {
        Optimizer = line.GetValue(optimizer) ?? start.Optimizer,
        LearningRate = line.GetValue(rate) ?? start.LearningRate,
        Schedule = line.GetValue(schedule) ?? start.Schedule,
        Batch = line.GetValue(batch) is { } size ? ExperimentText.Batch(size, batch.Name) : start.Batch,
        Epochs = line.GetValue(epochs) ?? start.Epochs,
        Steps = line.GetValue(steps) ?? (line.GetValue(epochs) is null ? start.Steps : null),
        WeightDecay = line.GetValue(decay) ?? start.WeightDecay,
        Clip = line.GetValue(clip) ?? start.Clip,
        Shuffle = line.GetValue(shuffle) is { } order ? ExperimentText.Order(order, shuffle.Name) : start.Shuffle,
    };
}
