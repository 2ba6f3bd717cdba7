using Evenkeel.Shapes;

namespace Evenkeel.Graphs;

/// <summary>A differentiable function of values and parameters: its shape rule, its forward and its backward pass.</summary>
/// <remarks>An operation holds no numbers of a run, so one instance may stand in many graphs and run in many plans at once.</remarks>
public abstract class Operation
{
    /// <summary>What kind of operation it is, for example <c>dense</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>What of the forward pass the backward pass reads again.</summary>
    public abstract BackwardReads BackwardReads { get; }

    /// <summary>Whether a gradient passes back to an input.</summary>
    /// <param name="input">Which, from 0.</param>
    /// <returns>False for what is taken as given, such as the target of a loss; its gradient is then neither asked for nor written.</returns>
    public virtual bool PassesGradient(int input) => true;

    /// <summary>Whether it hands on parts of its output, of the gradient of its first input and of that of its first parameter as they are complete.</summary>
    internal virtual bool HandsOn => false;

    /// <summary>Gives the shape of the output, and checks that the inputs and parameters fit.</summary>
    /// <param name="inputs">One sample's shape of each input.</param>
    /// <param name="parameters">The shape of each parameter.</param>
    /// <returns>One sample's shape of the output.</returns>
    /// <exception cref="ArgumentException">They do not fit; the message says what was found and what is needed.</exception>
    public abstract Shape OutputShape(ReadOnlySpan<Shape> inputs, ReadOnlySpan<Shape> parameters);

    /// <summary>Computes the output from inputs and parameters.</summary>
    /// <param name="run">The numbers of this node in this run.</param>
    public abstract void Forward(NodeRun run);

    /// <summary>Computes the gradients of inputs and parameters from the gradient of the output.</summary>
    /// <param name="run">The numbers of this node in this run. A gradient that is not wanted must not be written;
    /// one that <see cref="NodeRun.Accumulates(int)"/> is added to, any other overwritten.</param>
    public abstract void Backward(NodeRun run);
}
