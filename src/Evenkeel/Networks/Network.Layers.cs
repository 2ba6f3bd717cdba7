using Evenkeel.Functions;
using Evenkeel.Graphs;
using Evenkeel.Graphs.Operations;
using Evenkeel.Shapes;

namespace Evenkeel.Networks;

public sealed partial class Network
{
    private static void CheckWidths(NetworkSpec spec)
    {
        foreach (int width in spec.Hidden)
        {
            if (width < 1)
            {
                throw new ArgumentException($"A hidden layer needs 1 unit or more, but got {width}.", nameof(spec));
            }
        }

        if (spec.BranchRefusal is { } refusal)
        {
            throw new ArgumentException(refusal, nameof(spec));
        }
    }

    /// <summary>The residual branch and the place in it, both from 1, of a layer with so many before it; 0 outside of branches.</summary>
    private static (int Branch, int Place) PlaceOf(NetworkSpec spec, int before) => spec.Branch == 0 || before == 0 || before == spec.Hidden.Length
        ? (0, 0)
        : ((before - 1) / spec.Branch + 1, (before - 1) % spec.Branch + 1);

    private static int OutputsFor(NetworkSpec spec, int classes, int targetSize)
    {
        if (classes == 1)
        {
            throw new ArgumentException("The data has one class only; there is nothing to tell apart.", nameof(spec));
        }

        if (classes == 0 && spec.Loss != LossKind.MeanSquaredError)
        {
            throw new ArgumentException("The data's target is a number, so the loss must be mse.", nameof(spec));
        }

        int natural = classes switch { 0 => targetSize, 2 => 1, _ => classes };
        int outputs = spec.Outputs == 0 ? natural : spec.Outputs;
        return outputs == natural || outputs == classes
            ? outputs
            : throw new ArgumentException($"The network has {outputs} outputs but the data needs {natural}.", nameof(spec));
    }

    private NetworkLayer AddLayer(GraphBuilder builder, ValueId input, int fanIn, int fanOut, LayerPlace place)
    {
        int number = place.Number;
        ParameterId weight = builder.Parameter($"layers.{number}.weight", new(fanIn, fanOut), WeightShape.Dense(fanIn, fanOut));
        ParameterId? bias = Spec.Bias ? builder.Parameter($"layers.{number}.bias", new(fanOut)) : null;
        ValueId z = builder.Add($"layers.{number}.z", new Dense(), [input], bias is { } b ? [weight, b] : [weight]);
        ValueId a = number > Spec.Hidden.Length ? z
            : place.Skip is { } skip ? builder.Add($"layers.{number}.a", new Add(), [skip, z])
            : builder.Add($"layers.{number}.a", new Activate(Function), [z]);
        return new(number, fanOut, z, a, weight, bias) { Branch = place.Branch, Place = place.Place, Skip = place.Skip };
    }

    private ValueId AddLoss(GraphBuilder builder)
    {
        bool single = Outputs == 1;
        ValueId Vector() => Classes > 0 && !single ? builder.Add("target.vector", new OneHot(Classes), [Target]) : Target;
        return Spec.Loss switch
        {
            LossKind.CrossEntropy when single => builder.Add("loss", new SigmoidCrossEntropy(), [Output, Target]),
            LossKind.CrossEntropy => builder.Add("loss", new SoftmaxCrossEntropy(), [Output, Target]),
            LossKind.Hinge => builder.Add("loss", new Hinge(), [Output, Target]),
            _ => builder.Add("loss", new MeanSquaredError(), [Output, Vector()]),
        };
    }

    /// <summary>Where a layer stands: its number, its branch and place in it, both 0 outside of branches, and the value that its z is added to.</summary>
    private readonly record struct LayerPlace(int Number, int Branch, int Place, ValueId? Skip);
}
