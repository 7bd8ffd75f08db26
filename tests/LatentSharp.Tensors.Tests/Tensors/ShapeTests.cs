namespace LatentSharp.Tests;

public class ShapeTests
{
    [Fact]
    public void Shapes_are_values()
    {
        Shape shape = [2, 3, 4];
        shape.ShouldBe(new Shape(2, 3, 4));
        shape.GetHashCode().ShouldBe(new Shape(2, 3, 4).GetHashCode());
        (shape == new Shape(2, 3)).ShouldBeFalse();
        (new Shape(1) == Shape.Scalar).ShouldBeFalse();
        shape.Count.ShouldBe(24);
        shape[^1].ShouldBe(4);
        shape[1..].ShouldBe(new Shape(3, 4));
        shape.Prepend(7).Append(1).ToString().ShouldBe("(7, 2, 3, 4, 1)");
        shape.With(1, Shape.Any).ToString().ShouldBe("(2, ?, 4)");
        Shape.Scalar.Count.ShouldBe(1);
    }

    [Fact]
    public void Impossible_shapes_are_refused()
    {
        Should.Throw<BadArgumentException>(() => new Shape(1, 1, 1, 1, 1, 1, 1, 1, 1)).Message.ShouldContain("8");
        Should.Throw<BadArgumentException>(() => new Shape(-2)).Message.ShouldContain("-2");
        Should.Throw<BadArgumentException>(() => new Shape(65536, 65536)).Message.ShouldContain("2147483648");
        Should.Throw<BadArgumentException>(() => new Shape(Shape.Any, 3).Count).Message.ShouldContain("(?, 3)");
        Should.Throw<BadArgumentException>(() => new Shape(3)[1]).Message.ShouldContain("(3)");
    }
}
