using Evenkeel.Data;
using Evenkeel.Networks;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange;

/// <summary>What a file says of its network.</summary>
internal sealed record NetworkDescription
{
    public required NetworkSpec Spec { get; init; }

    public required IReadOnlyList<int> InputShape { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public required int TargetSize { get; init; }

    public static NetworkDescription Of(SavedNetwork saved) => new()
    {
        Spec = saved.Network.Spec,
        InputShape = saved.Network.InputShape.Axes,
        Classes = saved.Classes,
        TargetSize = saved.Network.Graph.Values[saved.Network.Target.Index].Shape.Count,
    };

    public Network Build()
    {
        Shape shape = new([.. InputShape]);
        return Network.For(Spec, new ArrayDataSet("saved", shape, Classes, new float[shape.Count], new float[TargetSize]));
    }
}
