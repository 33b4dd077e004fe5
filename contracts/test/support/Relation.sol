// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254, Q} from "../../src/Bn254.sol";
import {TestProver} from "./TestProver.sol";

/// Linear relations for tests: built, serialised and proven one list at a time.
library Relation {
    struct Point {
        uint256 x;
        uint256 y;
    }

    struct ImageTerm {
        uint32 element;
        uint256 coefficient;
    }

    struct Term {
        uint32 scalar;
        uint32 element;
        uint256 coefficient;
    }

    struct Equation {
        ImageTerm[] image;
        Term[] terms;
    }

    struct Statement {
        Equation[] equations;
        // Elements from number 1 on.
        Point[] elements;
    }

    /// k * G.
    function point(uint256 k) internal view returns (Point memory) {
        (uint256 x, uint256 y) = Bn254.multiply(1, 2, k);
        return Point(x, y);
    }

    /// An equation with one image term and coefficient 1 in it.
    function equation(uint32 imageElement, Term[] memory list) internal pure returns (Equation memory made) {
        made.image = new ImageTerm[](1);
        made.image[0] = ImageTerm(imageElement, 1);
        made.terms = list;
    }

    /// One term.
    function terms(uint32 scalar, uint32 element, uint256 coefficient) internal pure returns (Term[] memory list) {
        list = new Term[](1);
        list[0] = Term(scalar, element, coefficient);
    }

    /// Two terms.
    function terms(Term memory first, Term memory second) internal pure returns (Term[] memory list) {
        list = new Term[](2);
        (list[0], list[1]) = (first, second);
    }

    /// X = x * G and C = m * G + r * H, element 1 to 3 being X, H, C: the attribution equation and a Pedersen opening.
    function attributedOpening(uint256 x, uint256 h, uint256 message, uint256 blinding)
        internal
        view
        returns (Statement memory made, uint256[] memory witness)
    {
        made.equations = new Equation[](2);
        made.equations[0] = equation(1, terms(0, 0, 1));
        made.equations[1] = equation(3, terms(Term(1, 0, 1), Term(2, 2, 1)));
        made.elements = new Point[](3);
        made.elements[0] = point(x);
        made.elements[1] = point(h);
        made.elements[2] = point(addmod(message, mulmod(blinding, h, Q), Q));
        witness = new uint256[](3);
        (witness[0], witness[1], witness[2]) = (x, message, blinding);
    }

    /// SerializeLinearRelation.
    function serialize(Statement memory statement) internal pure returns (bytes memory out) {
        out = TestProver.count(uint32(statement.equations.length));
        for (uint256 i = 0; i < statement.equations.length; ++i) {
            Equation memory eq = statement.equations[i];
            out = bytes.concat(out, TestProver.count(uint32(eq.image.length)));
            for (uint256 j = 0; j < eq.image.length; ++j) {
                out = bytes.concat(out, TestProver.term(eq.image[j].element, eq.image[j].coefficient));
            }
            out = bytes.concat(out, TestProver.count(uint32(eq.terms.length)));
            for (uint256 j = 0; j < eq.terms.length; ++j) {
                out = bytes.concat(
                    out, TestProver.term(eq.terms[j].scalar, eq.terms[j].element, eq.terms[j].coefficient)
                );
            }
        }
        for (uint256 i = 0; i < statement.elements.length; ++i) {
            out = abi.encodePacked(out, statement.elements[i].x, statement.elements[i].y);
        }
    }

    /// map(instance, scalars), serialised.
    function map(Statement memory statement, uint256[] memory scalars) internal view returns (bytes memory out) {
        for (uint256 i = 0; i < statement.equations.length; ++i) {
            Term[] memory list = statement.equations[i].terms;
            Point memory sum;
            for (uint256 j = 0; j < list.length; ++j) {
                Point memory base =
                    list[j].element == 0 ? Point(1, 2) : statement.elements[list[j].element - 1];
                (uint256 x, uint256 y) =
                    Bn254.multiply(base.x, base.y, mulmod(list[j].coefficient, scalars[list[j].scalar], Q));
                (sum.x, sum.y) = Bn254.add(sum.x, sum.y, x, y);
            }
            out = abi.encodePacked(out, sum.x, sum.y);
        }
    }

    /// ProveCompact with nonces made from a number.
    function prove(bytes32 session, Statement memory statement, uint256[] memory witness, uint256 seed)
        internal
        view
        returns (bytes memory proof)
    {
        uint256[] memory nonces = new uint256[](witness.length);
        for (uint256 i = 0; i < witness.length; ++i) {
            nonces[i] = uint256(keccak256(abi.encode(seed, i))) % Q;
        }
        uint256 c = TestProver.challenge(session, bytes.concat(serialize(statement), map(statement, nonces)));
        proof = abi.encodePacked(c);
        for (uint256 i = 0; i < witness.length; ++i) {
            proof = abi.encodePacked(proof, addmod(nonces[i], mulmod(c, witness[i], Q), Q));
        }
    }
}
