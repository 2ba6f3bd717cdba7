namespace Evenkeel.Diagnosis;

/// <summary>EK109: the loss was no longer a finite number.</summary>
internal sealed class DivergenceRule : IRule
{
    public Finding? Examine(Evidence evidence) => evidence.DivergedAt is not { } step ? null : new()
    {
        Code = "EK109",
        Severity = Severity.Error,
        Measured = step,
        Limit = double.MaxValue,
        Message = Texts.Of($"the loss was no longer finite at step {step}"),
        Advice = "Start from smaller weights, lower the learning rate, or clip the gradient.",
        Source = "IEEE 754: what is not finite cannot be trained on",
        Fixes = evidence is { LearningRate: { } rate, Optimizer: { } optimizer } ? Fixes.LearningRate(rate / 10, optimizer) : [],
    };
}
