using Evenkeel.Graphs.Fusing;
using Evenkeel.Numerics;

namespace Evenkeel.Graphs;

/// <summary>A graph compiled for a batch size: it owns all memory that a run needs, and a run allocates nothing.</summary>
/// <remarks>
/// Values whose last reader has run give their memory to later ones; what a plan was asked to retain is never overwritten, and
/// retaining changes no bit. Not for use by two threads at once.
/// </remarks>
public sealed class Plan
{
    private readonly AlignedBuffer workspace;
    private readonly AlignedBuffer? parameterGradients;
    private readonly ParameterLayout parameterLayout;
    private readonly Schedule schedule;
    private readonly IProductFinish?[] outputFinishes;
    private readonly IProductFinish?[] inputFinishes;
    private readonly IProductFinish?[] parameterFinishes;
    private readonly ParameterId?[] readNext;

    /// <summary>Compiles a graph.</summary>
    /// <param name="graph">The operations.</param>
    /// <param name="parameters">The parameters it reads, shared with other plans.</param>
    /// <param name="options">Batch size, mode, and what to retain.</param>
    /// <exception cref="ArgumentException">The batch size is below 1, the workspace would exceed 2³¹ floats, or training is asked of a graph without a loss.</exception>
    public Plan(Graph graph, ParameterStore parameters, PlanOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        if (options.BatchSize < 1)
        {
            throw new ArgumentException($"A plan needs a batch of 1 or more, but got {options.BatchSize}.", nameof(options));
        }

        if (options.Mode == PlanMode.Train && graph.Loss is null)
        {
            throw new ArgumentException("A graph without a loss can be evaluated but not trained.", nameof(options));
        }

        (Graph, Parameters, BatchSize, Mode, Workers) = (graph, parameters, options.BatchSize, options.Mode, options.Workers);
        Rows = BatchSize;
        schedule = new(graph, options);
        workspace = new(schedule.WorkspaceLength);
        Fusion fusion = schedule.Fusion;
        parameterLayout = new(graph, fusion.StreamsGradient);
        parameterGradients = Mode == PlanMode.Train ? new(parameterLayout.Length) : null;
        outputFinishes = [.. graph.Nodes.Select((_, i) => fusion.ForwardTail(i) is { } tail ? new ElementwiseTail(this, tail, isBackward: false) : null)];
        inputFinishes = [.. graph.Nodes.Select((_, i) => fusion.BackwardTail(i) is { } tail ? new ElementwiseTail(this, tail, isBackward: true) : null)];
        parameterFinishes = [.. graph.Parameters.Select((_, i) => fusion.StreamsGradient[i] ? new UpdateTail(this, new(i)) : null)];
        readNext = ReadNext(graph);
        KeepsParameterGradients = options.KeepParameterGradients;
    }

    /// <summary>The operations.</summary>
    public Graph Graph { get; }

    /// <summary>The parameters that it reads.</summary>
    public ParameterStore Parameters { get; }

    /// <summary>The most samples in one run.</summary>
    public int BatchSize { get; }

    /// <summary>Whether there is a backward pass.</summary>
    public PlanMode Mode { get; }

    /// <summary>The samples of the current run, 1 … <see cref="BatchSize"/>.</summary>
    public int Rows { get; private set; }

    /// <summary>Who shares the work.</summary>
    public Workers Workers { get; }

    /// <summary>The floats that values and their gradients take, parameters and their gradients apart.</summary>
    public int WorkspaceLength => schedule.WorkspaceLength;

    /// <summary>Whether gradients of parameters stay readable after a backward pass.</summary>
    public bool KeepsParameterGradients { get; }

    /// <summary>The floats that gradients of parameters take; those that are handed on as they are computed take none.</summary>
    public int ParameterGradientLength => parameterGradients?.Length ?? 0;

    /// <summary>What changes the parameters in the backward pass that is under way.</summary>
    internal IParameterUpdate? Update { get; private set; }

    /// <summary>Begins a run of some samples; write the inputs after it.</summary>
    /// <param name="rows">How many, 1 … <see cref="BatchSize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too few or too many.</exception>
    public void Begin(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, BatchSize);
        Rows = rows;
    }

    /// <summary>The memory of a graph input, to be written before a run.</summary>
    /// <param name="input">An input of the graph.</param>
    /// <returns>[rows, input].</returns>
    public Span<float> Input(ValueId input) => ValueSpan(input);

    /// <summary>Computes all values.</summary>
    public void Forward()
    {
        for (int i = 0; i < Graph.Nodes.Length; i++)
        {
            if (!schedule.Fusion.RunsForwardInAnother(i))
            {
                Graph.Nodes[i].Operation.Forward(new(this, i));
            }
        }
    }

    /// <summary>The mean over the samples of the graph's loss, as the last forward pass left it.</summary>
    /// <returns>The loss; not finite where the network has diverged.</returns>
    /// <exception cref="InvalidOperationException">The graph has no loss.</exception>
    public double Loss()
    {
        ValueId loss = Graph.Loss ?? throw new InvalidOperationException("This graph has no loss.");
        return Reduction.Sum(ValueSpan(loss)) / Rows;
    }

    /// <summary>Computes the gradients of the loss with respect to all parameters, and to the values that the way there needs.</summary>
    /// <exception cref="InvalidOperationException">The plan was compiled to evaluate only, or keeps no gradients of parameters.</exception>
    public void Backward()
    {
        RequireKept();
        ComputeGradients();
    }

    /// <summary>Computes all gradients, and changes the parameters by them.</summary>
    /// <param name="update">How. It comes to each parameter once all that the pass reads of it has been read.</param>
    /// <exception cref="InvalidOperationException">The plan was compiled to evaluate only.</exception>
    public void Backward(IParameterUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        Update = update;
        try
        {
            ComputeGradients();
            UpdateFromKept(update);
        }
        finally
        {
            Update = null;
        }
    }

    /// <summary>A value as the last forward pass left it.</summary>
    /// <param name="value">Which; it must be an input, the loss, retained, or read by nothing.</param>
    /// <returns>[rows, value].</returns>
    /// <exception cref="InvalidOperationException">Its memory serves other values as well.</exception>
    public ReadOnlySpan<float> Value(ValueId value) => schedule.IsRetained(value) ? ValueSpan(value) : throw NotRetained(value);

    /// <summary>The gradient of the loss with respect to a retained value, as the last backward pass left it.</summary>
    /// <param name="value">Which; it must be retained, and a parameter must stand behind it.</param>
    /// <returns>[rows, value]: row i is ∂(mean loss)/∂(the value of sample i).</returns>
    /// <exception cref="InvalidOperationException">It is not retained, or has no gradient.</exception>
    public ReadOnlySpan<float> Gradient(ValueId value)
    {
        if (Mode != PlanMode.Train)
        {
            throw WithoutGradients();
        }

        if (!schedule.WantsGradient(value))
        {
            throw new InvalidOperationException($"Value '{Graph.Values[value.Index].Name}' has no gradient: no parameter stands behind it, or the loss does not depend on it.");
        }

        return schedule.IsRetained(value) ? GradientSpan(value) : throw NotRetained(value);
    }

    /// <summary>The gradient of the loss with respect to a parameter, as the last backward pass left it.</summary>
    /// <param name="parameter">Which.</param>
    /// <returns>Its values, in the order of its shape; an optimizer may change them in place.</returns>
    /// <exception cref="InvalidOperationException">The plan was compiled to evaluate only, or hands this gradient on.</exception>
    public Span<float> ParameterGradient(ParameterId parameter)
    {
        AlignedBuffer held = parameterGradients ?? throw WithoutGradients();
        return parameterFinishes[parameter.Index] is null
            ? parameterLayout.Slice(held, parameter)
            : throw new InvalidOperationException($"The gradient of '{Graph.Parameters[parameter.Index].Name}' is kept nowhere; ask for it in {nameof(PlanOptions)}.{nameof(PlanOptions.KeepParameterGradients)}.");
    }

    internal Span<float> ValueSpan(ValueId value) => workspace.Slice(schedule.ValueOffset(value), Rows * Graph.Values[value.Index].Shape.Count);

    internal Span<float> GradientSpan(ValueId value) => workspace.Slice(schedule.GradientOffset(value), Rows * Graph.Values[value.Index].Shape.Count);

    internal bool WantsGradient(ValueId value) => schedule.WantsGradient(value);

    internal bool InputAccumulates(int node, int input) => schedule.InputAccumulates(node, input);

    internal bool ParameterAccumulates(int node, int parameter) => schedule.ParameterAccumulates(node, parameter);

    internal IProductFinish? OutputFinish(int node) => outputFinishes[node];

    internal IProductFinish? InputFinish(int node) => inputFinishes[node];

    internal IProductFinish? ParameterFinish(ParameterId parameter) => parameterFinishes[parameter.Index];

    internal ReadOnlySpan<float> ReadNext(int node) => readNext[node] is { } parameter ? Parameters[parameter] : default;

    /// <summary>Refuses what needs the gradients of all parameters, where some are handed on only.</summary>
    internal void RequireKept()
    {
        if (!KeepsParameterGradients)
        {
            throw new InvalidOperationException("This plan was compiled to hand gradients of parameters on, not to keep them: give its backward pass an update to hand them to.");
        }
    }

    /// <summary>Changes the parameters whose gradients are kept.</summary>
    internal void UpdateFromKept(IParameterUpdate update)
    {
        for (int i = 0; i < Graph.Parameters.Length; i++)
        {
            if (parameterFinishes[i] is null)
            {
                new KeptUpdates(this, new(i), update).Run(Workers);
            }
        }
    }

    private void ComputeGradients()
    {
        if (Mode != PlanMode.Train)
        {
            throw new InvalidOperationException("This plan was compiled to evaluate only; compile it for training.");
        }

        GradientSpan(Graph.Loss!.Value).Fill(1f / Rows);
        for (int i = Graph.Nodes.Length - 1; i >= 0; i--)
        {
            if (schedule.WantsGradient(Graph.Nodes[i].Output) && !schedule.Fusion.RunsBackwardInAnother(i))
            {
                Graph.Nodes[i].Operation.Backward(new(this, i));
            }
        }
    }

    /// <summary>By node, the weights that the backward pass reads once it is done with that node.</summary>
    private static ParameterId?[] ReadNext(Graph graph)
    {
        ParameterId?[] next = new ParameterId?[graph.Nodes.Length];
        ParameterId? last = null;
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = last;
            if (graph.Nodes[i].Parameters is [ParameterId weights, ..]) last = weights;
        }

        return next;
    }

    private static InvalidOperationException WithoutGradients() => new("This plan was compiled to evaluate only; it has no gradients.");

    private InvalidOperationException NotRetained(ValueId value) =>
        new($"Value '{Graph.Values[value.Index].Name}' is not retained by this plan; name it in {nameof(PlanOptions)}.{nameof(PlanOptions.Retain)}.");
}
