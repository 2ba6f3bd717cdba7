namespace Evenkeel.Experiments.Studies;

/// <summary>When a trial is not worth its further steps: any of its limits is passed.</summary>
public sealed record AbortRule
{
    /// <summary>The steps over which a loss is averaged before it is judged.</summary>
    public const int Window = 20;

    /// <summary>The step after which the rule is applied, once; null for after each, where the loss of the one batch is judged.</summary>
    public int? At { get; init; }

    /// <summary>The loss above which the trial ends; the mean of the last <see cref="Window"/> steps, or of all there were. Null for none.</summary>
    public double? LossAbove { get; init; }

    /// <summary>The share of the initial loss that the loss must be below, for instance 0.9; null for none.</summary>
    public double? LossNotBelow { get; init; }

    /// <summary>The accuracy over the last thousand training samples seen that must be reached; null for none. Before as many have been seen it ends nothing.</summary>
    public double? AccuracyBelow { get; init; }
}
