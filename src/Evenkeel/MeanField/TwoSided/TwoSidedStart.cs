namespace Evenkeel.MeanField.TwoSided;

/// <summary>A start that the solver found: what to draw, what it does, and why it was chosen.</summary>
public sealed record TwoSidedStart
{
    /// <summary>What was asked.</summary>
    public required TwoSidedRequest Request { get; init; }

    /// <summary>How both sides are kept.</summary>
    public required StartMethod Method { get; init; }

    /// <summary>The stack with its variances; its activation is the rescaled one where <see cref="Rescaling"/> is not null.</summary>
    public required SignalPath Path { get; init; }

    /// <summary>How the activation is rescaled; null where it stays.</summary>
    public Rescaling? Rescaling { get; init; }

    /// <summary>q^1, the second moment of the pre-activations to which the first layer brings the input; NaN without hidden layers.</summary>
    public required double Q { get; init; }

    /// <summary>χ_q at <see cref="Q"/>: below 1, inputs of other size are drawn to the same q; above, they are driven apart. NaN with fewer than two hidden layers.</summary>
    public required double ChiQ { get; init; }

    /// <summary>The second moment that the outputs are given; &gt; 0.</summary>
    public double OutputSecondMoment => Path.Layers[^1].SigmaW2 * (Growth.Layers.IsEmpty ? Request.InputSecondMoment : Growth.Layers[^1].ActivationSecondMoment);

    /// <summary>The predicted growth of both sides, computed from <see cref="Path"/> and not by the solver.</summary>
    public required TwoSidedGrowth Growth { get; init; }

    /// <summary>Whether the predicted growth of both sides stays within the factor that was asked, up to quadrature's error.</summary>
    public bool IsWithin => Growth.WorstForward <= Request.Factor * (1 + Tolerance) && Growth.WorstBackward <= Request.Factor * (1 + Tolerance);

    /// <summary>What was chosen and why, in one to three sentences with their numbers.</summary>
    public required string Why { get; init; }

    private const double Tolerance = 1e-6;
}
