using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

/// <summary>The rules by the names of their optimizers.</summary>
internal static class UpdateRules
{
    /// <summary>Takes a step with some of the weights.</summary>
    public static void Run(string name, int step, double rate, double decay, UpdateState state, int start, int length)
    {
        Span<float> weights = state.Weights.AsSpan(start, length), gradients = state.Gradients.AsSpan(start, length);
        Span<float> ofGradients = state.OfGradients.AsSpan(start, length), ofSquares = state.OfSquares.AsSpan(start, length);
        switch (name)
        {
            case "sgd": UpdateLoop.Run(new SgdRule(rate, decay), weights, gradients, default, default); break;
            case "momentum": UpdateLoop.Run(new MomentumRule(rate, decay, 0.9, nesterov: false), weights, gradients, ofGradients, default); break;
            case "nesterov": UpdateLoop.Run(new MomentumRule(rate, decay, 0.9, nesterov: true), weights, gradients, ofGradients, default); break;
            case "rmsprop": UpdateLoop.Run(new RmsPropRule(rate, decay), weights, gradients, ofSquares, default); break;
            case "adam": UpdateLoop.Run(new AdamRule(step, rate, decay, decoupled: false), weights, gradients, ofGradients, ofSquares); break;
            case "adamw": UpdateLoop.Run(new AdamRule(step, rate, decay, decoupled: true), weights, gradients, ofGradients, ofSquares); break;
            default: throw new NotSupportedException($"The test does not know the rule of '{name}'.");
        }
    }

    /// <summary>What an optimizer says of its error.</summary>
    public static UpdateError Error(string name, double decay) => name switch
    {
        "sgd" => new SgdRule(0.1, decay).Error,
        "momentum" => new MomentumRule(0.1, decay, 0.9, nesterov: false).Error,
        "nesterov" => new MomentumRule(0.1, decay, 0.9, nesterov: true).Error,
        "rmsprop" => new RmsPropRule(0.1, decay).Error,
        "adam" => new AdamRule(1, 0.1, decay, decoupled: false).Error,
        "adamw" => new AdamRule(1, 0.1, decay, decoupled: true).Error,
        _ => throw new NotSupportedException($"The test does not know the rule of '{name}'."),
    };
}
