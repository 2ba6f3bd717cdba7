using System.Collections.Immutable;
using System.CommandLine;
using Evenkeel.Calibration;
using Evenkeel.Cli.Host;
using Evenkeel.Experiments;
using Evenkeel.Functions;
using Evenkeel.Initialization;
using Evenkeel.MeanField;
using Evenkeel.MeanField.Blocks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Cli.Options;

/// <summary>The options that say what theory is asked.</summary>
internal sealed class TheoryOptionSet
{
    /// <summary>The units of a layer where only the depth is given, or an initializer's σw² is wanted.</summary>
    private const int UsualWidth = 300;

    private const int MostLayers = 10_000;
    private const int MostUnits = 1_000_000;
    private const double UsualFactor = 1.5;

    private static readonly string[] Normalizations = ["layer", "batch"];

    private readonly Argument<string> activation = new("ACTIVATION") { Description = "A name, such as tanh, or a formula in x, such as \"x*sigmoid(1.702*x)\"." };
    private readonly Option<double?> sigmaW2 = Choice.Number("--sigma-w2", "σw², fan-in times the variance of a weight.", "a number of 0 or more");
    private readonly Option<double?> sigmaB2 = Choice.Number("--sigma-b2", "σb², the variance of a bias; 0 by default.", "a number of 0 or more");
    private readonly Option<string?> init = Choice.Text("--init", "SCHEMES", "Take σw² and σb² from an initializer instead; of several, separated by commas, shows the growth over the depth of each.", [.. Initializers.All.Select(entry => entry.Name)]);
    private readonly Option<int?> depth = Choice.Whole("--depth", "Follow signal and gradient through that many layers.", 1, MostLayers);
    private readonly Option<int?> width = Choice.Whole("--width", "Units of each layer: shows how far one network of them scatters.", 1, MostUnits);
    private readonly Option<string?> hidden = Choice.Text("--hidden", "WIDTHS", "Depth and widths at once: 300x4 or 300,200,100.");
    private readonly Option<double?> input = Choice.Number("--q0", "Mean of x² over an input; 1 by default.", "a number of 0 or more");
    private readonly Option<double?> correlation = Choice.Number("--c0", "Correlation of two inputs in the first layer; follows them through the depth.", "a number from -1 to 1");
    private readonly Option<double?> within = Choice.Number("--within", "Factor that neither side may leave over the depth, in the start that is suggested; 1.5 by default.", "a number above 1");
    private readonly Option<double?> residual = Choice.Number("--residual", "Residual blocks x + X·W·φ(x), one a layer, instead of a plain stack.");
    private readonly Option<string?> norm = Choice.Text("--norm", "KIND", "Normalize before each activation: layer, over units, or batch, over samples.", Normalizations);

    /// <summary>Adds all options to a command.</summary>
    public void AddTo(Command command)
    {
        activation.CompletionSources.Add([.. Activations.All.Select(known => known.Name)]);
        command.Arguments.Add(activation);
        Option[] all = [sigmaW2, sigmaB2, init, depth, width, hidden, input, correlation, within, residual, norm];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What a line asks.</summary>
    public TheoryQuestion Read(ParseResult line)
    {
        Activation function = Activations.Parse(line.GetValue(activation)!);
        Check(line);
        ImmutableArray<int>? widths = Widths(line);
        ImmutableArray<IInitializer> initializers = line.GetValue(init) is { } names ? [.. ExperimentText.SplitSchemes(names).Select(Rule)] : [];
        ImmutableArray<(string, SignalPath)> schemes = widths is { } stack ? [.. initializers.Select(scheme => (scheme.Name, Path(line, function, scheme, stack)!))] : [];
        if (initializers.Length > 1)
        {
            CheckSeveral(line);
        }

        IInitializer? initializer = initializers is [var only] ? only : null;
        SignalPath? path = initializers.Length > 1 ? null : Path(line, function, initializer, widths ?? [line.GetValue(width) ?? UsualWidth, line.GetValue(width) ?? UsualWidth]);
        SignalLayer? typical = path?.Layers[^2];
        bool isEven = path is not null && path.Layers.Skip(1).SkipLast(1).All(layer => Near(layer.SigmaW2, typical!.SigmaW2) && Near(layer.BiasVariance, typical.BiasVariance));
        return new()
        {
            Activation = function,
            SigmaW2 = isEven ? line.GetValue(sigmaW2) ?? typical!.SigmaW2 : null,
            SigmaB2 = line.GetValue(sigmaB2) ?? typical?.BiasVariance ?? 0,
            Scheme = initializer?.Name,
            Path = widths is null ? null : path,
            Schemes = schemes,
            Widths = widths,
            HasWidth = line.GetValue(width) is not null || line.GetValue(hidden) is not null,
            InputSecondMoment = line.GetValue(input) ?? 1,
            Correlation = line.GetValue(correlation),
            Within = line.GetValue(within) ?? UsualFactor,
            Residual = line.GetValue(residual),
            Normalization = Normalization(line.GetValue(norm)),
        };
    }

    /// <summary>Refuses numbers that nothing can have, and options that say the same thing twice or nothing.</summary>
    private void Check(ParseResult line)
    {
        Require(line, sigmaW2, "σw², fan-in times the variance of a weight, must be 0 or more", value => value >= 0);
        Require(line, sigmaB2, "σb², the variance of a bias, must be 0 or more", value => value >= 0);
        Require(line, input, "the mean of x² must be 0 or more", value => value >= 0);
        Require(line, correlation, "a correlation lies from -1 to 1", value => value is >= -1 and <= 1);
        Require(line, within, "a factor must be above 1", value => value > 1);
        Refuse(line, init, sigmaW2, "both say how far the weights scatter");
        Refuse(line, init, sigmaB2, "the initializer says how far the biases scatter");
        Refuse(line, hidden, depth, "both say how many layers there are");
        Refuse(line, hidden, width, "both say how wide the layers are");
        bool isDeep = line.GetValue(depth) is not null || line.GetValue(hidden) is not null;
        bool hasPoint = line.GetValue(sigmaW2) is not null || line.GetValue(init) is not null;
        if (!isDeep && FirstGiven(line, line.GetValue(init) is null ? width : correlation, correlation, within, residual) is { } shallow)
        {
            throw new UsageException($"{shallow.Name} is about layers that follow each other; say how many with --depth N.");
        }

        if (!hasPoint && FirstGiven(line, width, correlation, residual) is { } pointless)
        {
            throw new UsageException($"{pointless.Name} needs a point to start from; give one with --sigma-w2 X or --init SCHEME.");
        }

        if (line.GetValue(residual) is not null && line.GetValue(norm) == "batch")
        {
            throw new UsageException("--residual goes with --norm layer, not with --norm batch; leave one of them out.");
        }
    }

    /// <summary>The rule that a scheme names; theory has no data for one that looks at them.</summary>
    private static IInitializer Rule(string scheme) => Starts.Find(scheme) is { } start
        ? throw new UsageException($"--init '{scheme}': {(start.LooksAtData ? $"{start.Name} looks at data, and theory has none" : $"{start.Name} starts a whole network, and theory here follows one rule through a plain stack")}; 'evenkeel probe --init {start.Name}' shows what it makes beside what theory says of it.")
        : Initializers.Parse(scheme);

    /// <summary>Several schemes have their growth over a depth beside each other; everything else is about one point.</summary>
    private void CheckSeveral(ParseResult line)
    {
        if (line.GetValue(depth) is null && line.GetValue(hidden) is null)
        {
            throw new UsageException("--init with several schemes compares how they grow over a depth; say how deep with --depth N or --hidden WIDTHS.");
        }

        if (FirstGiven(line, correlation, residual, norm) is { } single)
        {
            throw new UsageException($"{single.Name} follows one scheme; give --init one.");
        }
    }

    private static void Require(ParseResult line, Option<double?> option, string rule, Func<double, bool> holds)
    {
        if (line.GetValue(option) is { } value && !holds(value))
        {
            throw new UsageException(FormattableString.Invariant($"{option.Name} is {value}, but {rule}."));
        }
    }

    private static void Refuse(ParseResult line, Option first, Option second, string reason)
    {
        if (FirstGiven(line, first) is not null && FirstGiven(line, second) is not null)
        {
            throw new UsageException($"{first.Name} and {second.Name} do not go together, since {reason}; leave one of them out.");
        }
    }

    private static Option? FirstGiven(ParseResult line, params Option[] options) => Array.Find(options, option => line.GetResult(option) is { Implicit: false });

    private ImmutableArray<int>? Widths(ParseResult line)
    {
        if (line.GetValue(hidden) is { } text)
        {
            ImmutableArray<int> widths = ExperimentText.Widths(text, hidden.Name);
            return widths.IsEmpty
                ? throw new UsageException("--hidden none leaves no hidden layer, and hidden layers are what theory is about; give one width or more, such as 300x4.")
                : widths;
        }

        return line.GetValue(depth) is { } layers ? [.. Enumerable.Repeat(line.GetValue(width) ?? UsualWidth, layers)] : null;
    }

    /// <summary>A stack with as many inputs as its first layer has units, and as many outputs as its last.</summary>
    private SignalPath? Path(ParseResult line, Activation function, IInitializer? initializer, ImmutableArray<int> widths)
    {
        ImmutableArray<int> all = [widths[0], .. widths, widths[^1]];
        double? variance = line.GetValue(sigmaW2);
        if (initializer is null && variance is null)
        {
            return null;
        }

        return new(function, [.. Enumerable.Range(1, all.Length - 1).Select(i => initializer is null
            ? new SignalLayer { FanIn = all[i - 1], FanOut = all[i], WeightVariance = variance!.Value / all[i - 1], BiasVariance = line.GetValue(sigmaB2) ?? 0 }
            : Layer(initializer, WeightShape.Dense(all[i - 1], all[i])))]);
    }

    private static SignalLayer Layer(IInitializer initializer, WeightShape shape)
    {
        if (initializer.Refusal(shape) is { } refusal)
        {
            throw new UsageException(refusal);
        }

        (Promise weights, Promise biases) = (initializer.Promise(shape), initializer.BiasPromise(shape));
        return new()
        {
            FanIn = (int)shape.Fan.In,
            FanOut = (int)shape.Fan.Out,
            WeightVariance = SecondMoment(weights),
            BiasVariance = SecondMoment(biases),
            IsIndependent = weights.Mean == 0 && biases.Mean == 0 && weights.Family is Family.Normal or Family.TruncatedNormal or Family.Uniform,
            IsOrthogonal = weights.Mean == 0 && biases.Mean == 0 && weights.Family is Family.Orthogonal,
        };
    }

    private static double SecondMoment(Promise promise) => promise.Mean * promise.Mean + promise.StandardDeviation * promise.StandardDeviation;

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(a, b);

    private static LayerNormalization? Normalization(string? word) => word switch
    {
        null => null,
        "layer" => LayerNormalization.Units,
        "batch" => LayerNormalization.Batch,
        _ => throw new UsageException($"--norm is layer or batch, but got '{word}'.{Spelling.Hint(word, Normalizations)}"),
    };
}
