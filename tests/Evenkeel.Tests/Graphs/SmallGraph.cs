using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Graphs.Operations;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Graphs;

/// <summary>Two dense layers with an activation between them, and a loss: 4 inputs, 5 units, and as many outputs as the loss wants.</summary>
internal sealed class SmallGraph
{
    public const int Inputs = 4;
    public const int Rows = 7;

    private readonly int targetSize;
    private readonly int classes;

    public SmallGraph(string activation, string loss, bool bias)
    {
        (int outputs, targetSize, classes) = loss switch
        {
            "softmax" or "hinge" or "mse one-hot" => (3, 1, 3),
            "sigmoid" or "binary hinge" => (1, 1, 2),
            "three sigmoids" => (3, 3, 2),
            _ => (3, 3, 0),
        };
        GraphBuilder builder = new();
        X = builder.Input("x", new(Inputs));
        Target = builder.Input("target", new(targetSize));
        ParameterId[] first = Layer(builder, "first", Inputs, 5, bias);
        ParameterId[] second = Layer(builder, "second", 5, outputs, bias);
        Z = builder.Add("z", new Dense(), [X], first);
        A = builder.Add("a", new Activate(Activations.Parse(activation)), [Z]);
        Output = builder.Add("output", new Dense(), [A], second);
        ValueId target = loss == "mse one-hot" ? builder.Add("vector", new OneHot(3), [Target]) : Target;
        Operation operation = loss switch
        {
            "softmax" => new SoftmaxCrossEntropy(),
            "sigmoid" or "three sigmoids" => new SigmoidCrossEntropy(),
            "hinge" or "binary hinge" => new Hinge(),
            _ => new MeanSquaredError(),
        };
        Loss = builder.Add("loss", operation, [Output, target]);
        Graph = builder.Build(Loss);
        Parameters = Some(Graph);
    }

    public Graph Graph { get; }

    public ParameterStore Parameters { get; }

    public ValueId X { get; }

    public ValueId Target { get; }

    public ValueId Z { get; }

    public ValueId A { get; }

    public ValueId Output { get; }

    public ValueId Loss { get; }

    /// <summary>Parameters in ±1 for any graph.</summary>
    public static ParameterStore Some(Graph graph)
    {
        ParameterStore parameters = new(graph);
        for (int i = 0; i < graph.Parameters.Length; i++)
        {
            Numbers.Spread(parameters[new(i)].Length, 11 + i).CopyTo(parameters[new(i)]);
        }

        return parameters;
    }

    public Plan Compile(PlanMode mode = PlanMode.Train, int capacity = Rows, params ImmutableArray<ValueId> retain) =>
        new(Graph, Parameters, new() { BatchSize = capacity, Mode = mode, Retain = retain, Workers = Workers.One });

    /// <summary>Writes samples and runs forward, and backward where the plan trains.</summary>
    public Plan Run(Plan plan, int rows = Rows)
    {
        plan.Begin(rows);
        Numbers.Spread(rows * Inputs, 3, 1.5f).CopyTo(plan.Input(X));
        float[] targets = classes > 0 ? Numbers.Labels(rows * targetSize, classes, 5) : Numbers.Spread(rows * targetSize, 5);
        targets.CopyTo(plan.Input(Target));
        plan.Forward();
        if (plan.Mode == PlanMode.Train)
        {
            plan.Backward();
        }

        return plan;
    }

    private static ParameterId[] Layer(GraphBuilder builder, string name, int inputs, int outputs, bool bias)
    {
        ParameterId weight = builder.Parameter(name + ".weight", new(inputs, outputs), WeightShape.Dense(inputs, outputs));
        return bias ? [weight, builder.Parameter(name + ".bias", new(outputs))] : [weight];
    }
}
