namespace Evenkeel.Shapes;

/// <summary>The shape of a layer's weights together with what its axes mean, and so its fans.</summary>
/// <remarks>The order of the axes is always [out, in, receptive…], whatever a network or a file stores.</remarks>
public sealed record WeightShape
{
    private WeightShape(Shape axes, Fan fan, string kind)
    {
        (Axes, Fan, Kind) = (axes, fan, kind);
    }

    /// <summary>The axes, [out, in, receptive…].</summary>
    public Shape Axes { get; }

    /// <summary>Fan-in and fan-out.</summary>
    public Fan Fan { get; }

    /// <summary>What kind of layer it is, for example <c>dense</c>.</summary>
    public string Kind { get; }

    /// <summary>The weights of a dense layer.</summary>
    /// <param name="inputs">Values that flow in; ≥ 1.</param>
    /// <param name="outputs">Units; ≥ 1.</param>
    /// <returns>Axes [outputs, inputs]; fan-in = inputs, fan-out = outputs.</returns>
    /// <exception cref="ArgumentException">A size is below 1 or the product is 2³¹ or more.</exception>
    public static WeightShape Dense(int inputs, int outputs) => new(new Shape(outputs, inputs), new(inputs, outputs), "dense");

    /// <summary>Writes kind and axes.</summary>
    /// <returns>For example <c>dense 300×784</c>.</returns>
    public override string ToString() => $"{Kind} {Axes}";
}
