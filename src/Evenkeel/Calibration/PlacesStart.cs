using System.Collections.Immutable;
using Evenkeel.Data;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Schemes;
using Evenkeel.MeanField;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Randomness;

namespace Evenkeel.Calibration;

/// <summary>A rule for each place in a network: the first layer, the output layer, residual branches and their ends, and all others.</summary>
/// <remarks>
/// Sines need it, whose first layer spreads the coordinates over several periods: Sitzmann and others, "Implicit neural representations with periodic
/// activation functions", 2020, https://arxiv.org/abs/2006.09661; so do networks that begin as their average, with an output layer of 0.
/// Each layer is drawn from its own fork of the generator, so that a layer's weights are those that its rule alone would give it.
/// </remarks>
internal sealed class PlacesStart : IStart
{
    private readonly ImmutableArray<(NetworkPlace Place, IInitializer Rule)> rules;

    private PlacesStart(ImmutableArray<(NetworkPlace Place, IInitializer Rule)> rules)
    {
        this.rules = rules;
        (NetworkPlace Place, IInitializer Rule)[] shown = [.. Entry.Arguments.Select(argument => rules.FirstOrDefault(rule => rule.Place.Name == argument.Name)).Where(rule => rule.Rule is not null)];
        Formula = string.Join(@",\quad ", shown.Select(rule => $@"\text{{{rule.Place.Name}: }} {rule.Rule.Formula}"));

        // Unlike an argument's text, a canonical scheme needs no quotes: its commas and equals signs stand in its own parentheses.
        string[] typed = [.. shown.Where(rule => rule.Place.Name != NetworkPlace.Everywhere || rule.Rule.Name != Usual).Select(rule => $"{rule.Place.Name}={rule.Rule.Name}")];
        Name = typed.Length == 0 ? Entry.Name : $"{Entry.Name}({string.Join(", ", typed)})";
    }

    /// <summary>What draws the layers that nothing is said of.</summary>
    private const string Usual = "xavier";

    /// <summary>The line of the table.</summary>
    public static StartEntry Entry { get; } = new()
    {
        Name = "places",
        Arguments = [Argument("first"), Argument(NetworkPlace.Everywhere) with { Default = Usual, IsOptional = false }, Argument("branch"), Argument("branch-end"), Argument("last")],
        Purpose = "Networks whose layers do not all start alike: a scheme for the first layer, the output layer, residual branches and their last layers; the others take hidden's.",
        Pitfall = "A zero output layer holds all others still for a step, a zero layer elsewhere in a plain stack for ever. Where two places hold a layer, the narrower one draws it: last, first, branch-end, branch, hidden.",
        Source = new("Sitzmann et al.", 2020, "section 3.2, of a first layer that differs", "https://arxiv.org/abs/2006.09661"),
        LooksAtData = false,
        Create = values => new PlacesStart(
        [
            .. NetworkPlace.All.Where(place => place.Name == NetworkPlace.Everywhere || values.Has(place.Name)).Select(place => (place, Starts.Drawing(values, place.Name))),
        ]),
    };

    public string Name { get; }

    public string Formula { get; }

    public IInitializer? Initializer => null;

    public string? Refusal(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Spec.Branches == 0 && rules.FirstOrDefault(rule => rule.Place.NeedsBranches) is { Place: { } place }
            ? $"'{Name}' has a scheme for {place.Meaning}, and this network has no residual branches; say how many layers each has (--branch 2), or leave {place.Name} out."
            : network.Refusal(layer => RuleOf(network, layer));
    }

    public SignalPath? PathOf(Network network) => network.SignalPath(layer => RuleOf(network, layer));

    public FirstParameters Create(Network network, Generator generator, IDataSet data, ReadOnlySpan<int> rows, Workers workers)
    {
        if (Refusal(network) is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(network));
        }

        return new(network.Initialize(layer => RuleOf(network, layer), generator), null);
    }

    IInitializer? IStart.RuleOf(Network network, NetworkLayer layer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(layer);
        return RuleOf(network, layer);
    }

    private IInitializer RuleOf(Network network, NetworkLayer layer) => rules.First(rule => rule.Place.Holds(network, layer)).Rule;

    private static SchemeArgument Argument(string name) =>
        SchemeArgument.Text(name, $"what draws {NetworkPlace.All.First(place => place.Name == name).Meaning}") with { IsOptional = true, MustBeNamed = true };
}
