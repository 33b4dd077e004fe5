// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {P, Q} from "../src/Bn254.sol";
import {RelationVerifier} from "../src/RelationVerifier.sol";
import "../src/SigmaErrors.sol";
import {Assertions} from "./support/Assertions.sol";
import {Relation} from "./support/Relation.sol";
import {TestProver} from "./support/TestProver.sol";
import {Verifiers} from "./support/Verifiers.sol";

contract RelationVerifierTest is Assertions {
    using Relation for Relation.Statement;

    bytes32 private constant SESSION = bytes32(uint256(0x5e5510));
    uint256 private constant X = 0x5ec4e7;
    uint256 private constant H = 0x4;

    Verifiers private _verifiers;

    function setUp() public {
        _verifiers = Verifiers(deploy("Verifiers", ""));
    }

    function testFuzz_AttributedOpeningIsAccepted(uint256 x, uint256 message, uint256 blinding) public view {
        (Relation.Statement memory statement, uint256[] memory witness) = Relation.attributedOpening(
            bound(x, 1, Q - 1), bound(H, 1, Q - 1), bound(message, 0, Q - 1), bound(blinding, 1, Q - 1)
        );
        _assertAccepted(statement, witness);
    }

    function test_EqualDiscreteLogarithmsAreAccepted() public view {
        // Y = x * G, Z = x * H
        Relation.Statement memory statement;
        statement.equations = new Relation.Equation[](2);
        statement.equations[0] = Relation.equation(2, Relation.terms(0, 0, 1));
        statement.equations[1] = Relation.equation(3, Relation.terms(0, 1, 1));
        statement.elements = new Relation.Point[](3);
        statement.elements[0] = Relation.point(H);
        statement.elements[1] = Relation.point(X);
        statement.elements[2] = Relation.point(H * X);
        _assertAccepted(statement, _witness(X));
        // The same with the image of the second equation in two parts: Z - 2 G = x * H - 2 G is another Z.
        statement.equations[1].image = new Relation.ImageTerm[](2);
        statement.equations[1].image[0] = Relation.ImageTerm(3, Q - 1);
        statement.equations[1].image[1] = Relation.ImageTerm(0, 2);
        statement.elements[2] = Relation.point(2 + Q - mulmod(H, X, Q));
        _assertAccepted(statement, _witness(X));
    }

    function test_ScalarsAndElementsMayRecur() public view {
        // C = b * G + r * H and C = b * C + s * H prove that C holds a bit: b = 1, s = 0 here.
        Relation.Statement memory statement;
        statement.equations = new Relation.Equation[](2);
        statement.equations[0] =
            Relation.equation(2, Relation.terms(Relation.Term(0, 0, 1), Relation.Term(1, 1, 1)));
        statement.equations[1] =
            Relation.equation(2, Relation.terms(Relation.Term(0, 2, 1), Relation.Term(2, 1, 1)));
        statement.elements = new Relation.Point[](2);
        statement.elements[0] = Relation.point(H);
        statement.elements[1] = Relation.point(1 + 9 * H);
        uint256[] memory witness = new uint256[](3);
        (witness[0], witness[1]) = (1, 9);
        _assertAccepted(statement, witness);
        // Terms with coefficient 0, and coefficients other than 1, change nothing for the verifier.
        statement.equations[0].terms[1].coefficient = 3;
        statement.elements[1] = Relation.point(1 + 3 * 9 * H);
        _assertAccepted(statement, witness);
    }

    function testFuzz_SchnorrVerifierAgrees(uint256 challenge, uint256 response, bool valid) public view {
        TestProver.Proof memory proof =
            valid ? TestProver.prove("tag", X, bound(response, 1, Q - 1)) : TestProver.Proof(challenge, response);
        (uint256 x, uint256 y) = TestProver.publicKey(X);
        bytes32 session = TestProver.sessionId("tag");
        (bool schnorr, bytes memory schnorrReason) = address(_verifiers).staticcall(
            abi.encodeCall(Verifiers.requireKnowledge, (session, x, y, proof.challenge, proof.response))
        );
        (bool generic, bytes memory genericReason) = _call(
            session, TestProver.discreteLogarithm(x, y), abi.encodePacked(proof.challenge, proof.response)
        );
        assertTrue(schnorr == generic, "same verdict");
        if (!schnorr) assertEq(keccak256(schnorrReason), keccak256(genericReason), "same reason");
    }

    function testFuzz_AnyBitFlipOfTheProofIsRejected(uint256 seed, uint256 bit) public view {
        (Relation.Statement memory statement, uint256[] memory witness) = Relation.attributedOpening(X, H, 5, 6);
        bytes memory proof = Relation.prove(SESSION, statement, witness, seed);
        _flip(proof, bound(bit, 0, 8 * proof.length - 1));
        (bool accepted,) = _call(SESSION, statement.serialize(), proof);
        assertTrue(!accepted, "rejected");
    }

    function testFuzz_AnyBitFlipOfTheInstanceIsRejected(uint256 bit) public view {
        (Relation.Statement memory statement, uint256[] memory witness) = Relation.attributedOpening(X, H, 5, 6);
        bytes memory proof = Relation.prove(SESSION, statement, witness, 1);
        bytes memory instance = statement.serialize();
        _flip(instance, bound(bit, 0, 8 * instance.length - 1));
        (bool accepted,) = _call(SESSION, instance, proof);
        assertTrue(!accepted, "rejected");
    }

    function testFuzz_AnyCutOrExtensionIsRejected(uint256 length, uint8 filler) public view {
        (Relation.Statement memory statement, uint256[] memory witness) = Relation.attributedOpening(X, H, 5, 6);
        bytes memory proof = Relation.prove(SESSION, statement, witness, 1);
        bytes memory instance = statement.serialize();
        (bool accepted,) = _call(SESSION, _resize(instance, bound(length, 0, instance.length - 1), filler), proof);
        assertTrue(!accepted, "cut instance");
        (accepted,) = _call(SESSION, _resize(instance, bound(length, instance.length + 1, 6000), filler), proof);
        assertTrue(!accepted, "extended instance");
        (accepted,) = _call(SESSION, instance, _resize(proof, bound(length, 0, proof.length - 1), filler));
        assertTrue(!accepted, "cut proof");
        (accepted,) = _call(SESSION, instance, _resize(proof, bound(length, proof.length + 1, 6000), filler));
        assertTrue(!accepted, "extended proof");
    }

    function testFuzz_AnyBytesAreRefusedWithinBounds(bytes calldata instance, bytes calldata proof) public view {
        (bool accepted,) = _call(SESSION, instance, proof);
        assertTrue(!accepted, "rejected");
    }

    function test_ZeroChallengeIsRejected() public {
        (bytes memory instance, bytes memory proof) = _valid();
        _assertRefused(instance, abi.encodePacked(uint256(0), _tail(proof, 32)), ZeroChallenge.selector);
    }

    function test_WrongChallengeIsRejected() public {
        (bytes memory instance, bytes memory proof) = _valid();
        uint256 c = uint256(bytes32(proof));
        _assertRefused(instance, abi.encodePacked(uint256(0), _tail(proof, 32)), ZeroChallenge.selector);
        (, bytes memory reason) = _call(SESSION, instance, abi.encodePacked(c ^ 1, _tail(proof, 32)));
        assertEq(bytes32(bytes4(reason)), bytes32(ChallengeMismatch.selector), "reason");
    }

    function test_Attack20_ScalarPlusOrderIsRejected() public {
        (bytes memory instance, bytes memory proof) = _valid();
        for (uint256 i = 0; i < proof.length; i += 32) {
            uint256 twin = uint256(bytes32(_tail(proof, i))) + Q;
            _assertRefused(
                instance,
                bytes.concat(_head(proof, i), bytes32(twin), _tail(proof, i + 32)),
                abi.encodeWithSelector(ScalarOutOfRange.selector, twin)
            );
        }
        // A coefficient: byte 12 of the instance is where the first one starts.
        _assertRefused(
            bytes.concat(_head(instance, 12), bytes32(Q + 1), _tail(instance, 44)),
            proof,
            abi.encodeWithSelector(ScalarOutOfRange.selector, Q + 1)
        );
    }

    function test_Attack21_BadElementIsRejected() public {
        (bytes memory instance, bytes memory proof) = _valid();
        bytes memory rest = _head(instance, instance.length - 64);
        _assertRefused(abi.encodePacked(rest, uint256(0), uint256(0)), proof, IdentityPoint.selector);
        _assertRefused(
            abi.encodePacked(rest, uint256(1), uint256(3)), proof, abi.encodeWithSelector(PointNotOnCurve.selector, 1, 3)
        );
        _assertRefused(
            abi.encodePacked(rest, P + 1, uint256(2)),
            proof,
            abi.encodeWithSelector(CoordinateOutOfRange.selector, P + 1)
        );
        _assertRefused(
            abi.encodePacked(rest, uint256(1), P + 2),
            proof,
            abi.encodeWithSelector(CoordinateOutOfRange.selector, P + 2)
        );
    }

    function test_Attack22_TrailingBytesAreRejected() public {
        (bytes memory instance, bytes memory proof) = _valid();
        for (uint256 extra = 1; extra <= 64; ++extra) {
            _assertRefused(
                bytes.concat(instance, new bytes(extra)),
                proof,
                abi.encodeWithSelector(InstanceLength.selector, instance.length + extra, instance.length)
            );
            _assertRefused(
                instance,
                bytes.concat(proof, new bytes(extra)),
                abi.encodeWithSelector(ProofLength.selector, proof.length + extra, proof.length)
            );
        }
    }

    function test_Attack22_ShortInputIsNotPadded() public {
        (bytes memory instance, bytes memory proof) = _valid();
        _assertRefused(
            _head(instance, instance.length - 1),
            proof,
            abi.encodeWithSelector(InstanceLength.selector, instance.length - 1, instance.length)
        );
        _assertRefused(
            instance,
            _head(proof, proof.length - 1),
            abi.encodeWithSelector(ProofLength.selector, proof.length - 1, proof.length)
        );
        // Lengths that end inside of a count and inside of a coefficient.
        _assertRefused("", proof, abi.encodeWithSelector(InstanceLength.selector, 0, 4));
        _assertRefused(_head(instance, 7), proof, abi.encodeWithSelector(InstanceLength.selector, 7, 8));
        _assertRefused(_head(instance, 43), proof, abi.encodeWithSelector(InstanceLength.selector, 43, 44));
        _assertRefused(instance, "", abi.encodeWithSelector(ProofLength.selector, 0, proof.length));
    }

    function test_EmptyListsAreRejected() public {
        _assertRefused(TestProver.count(0), "", EmptyInstance.selector);
        Relation.Statement memory statement = _small();
        statement.equations[0].image = new Relation.ImageTerm[](0);
        _assertRefused(statement.serialize(), "", abi.encodeWithSelector(EmptyEquation.selector, 0));
        (statement,) = Relation.attributedOpening(X, H, 5, 6);
        statement.equations[1].terms = new Relation.Term[](0);
        _assertRefused(statement.serialize(), "", abi.encodeWithSelector(EmptyEquation.selector, 1));
    }

    function test_Attack31_WorkIsBounded() public {
        _assertRefused(TestProver.count(17), "", abi.encodeWithSelector(TooManyEquations.selector, 17, 16));
        _assertRefused(
            TestProver.count(type(uint32).max),
            "",
            abi.encodeWithSelector(TooManyEquations.selector, type(uint32).max, 16)
        );
        bytes memory claim = bytes.concat(TestProver.count(1), TestProver.count(65));
        _assertRefused(claim, "", abi.encodeWithSelector(TooManyTerms.selector, 65, 64));
        Relation.Statement memory statement = _small();
        statement.equations[0].terms = new Relation.Term[](64);
        _assertRefused(statement.serialize(), "", abi.encodeWithSelector(TooManyTerms.selector, 65, 64));
        statement.equations[0].terms = Relation.terms(64, 0, 1);
        _assertRefused(statement.serialize(), "", abi.encodeWithSelector(ScalarIndexOutOfRange.selector, 64, 64));
        statement.equations[0].terms = Relation.terms(0, 48, 1);
        _assertRefused(statement.serialize(), "", abi.encodeWithSelector(ElementIndexOutOfRange.selector, 48, 48));
        statement = _small();
        statement.equations[0].image[0].element = type(uint32).max;
        _assertRefused(
            statement.serialize(),
            "",
            abi.encodeWithSelector(ElementIndexOutOfRange.selector, type(uint32).max, 48)
        );
    }

    function test_UnusedElementIsRejected() public {
        Relation.Statement memory statement = _small();
        statement.equations[0].image[0].element = 2;
        _assertRefused(statement.serialize(), "", abi.encodeWithSelector(UnusedElement.selector, 1));
        // An element behind the last one named is excess.
        statement = _small();
        statement.elements = new Relation.Point[](2);
        (statement.elements[0], statement.elements[1]) = (Relation.point(X), Relation.point(H));
        _assertRefused(
            statement.serialize(), "", abi.encodeWithSelector(InstanceLength.selector, 4 + 84 + 128, 4 + 84 + 64)
        );
    }

    function test_UnboundScalarIsRejected() public {
        // A scalar that never occurs.
        Relation.Statement memory statement = _small();
        statement.equations[0].terms[0].scalar = 1;
        _assertRefused(statement.serialize(), "", abi.encodeWithSelector(UnboundScalar.selector, 0));
        // One that occurs with coefficient 0 only.
        statement = _small();
        statement.equations[0].terms[0].coefficient = 0;
        _assertRefused(statement.serialize(), "", abi.encodeWithSelector(UnboundScalar.selector, 0));
        // One whose terms cancel.
        statement.equations[0].terms = Relation.terms(Relation.Term(0, 1, 1), Relation.Term(0, 1, Q - 1));
        _assertRefused(statement.serialize(), "", abi.encodeWithSelector(UnboundScalar.selector, 0));
        // A second term with coefficient 0 does not matter.
        statement.equations[0].terms = Relation.terms(Relation.Term(0, 0, 1), Relation.Term(0, 1, 0));
        _assertAccepted(statement, _witness(X));
    }

    function test_IdentityImageIsRejected() public {
        Relation.Statement memory statement = _small();
        statement.equations[0].image[0].coefficient = 0;
        bytes memory proof = abi.encodePacked(uint256(1), uint256(1));
        _assertRefused(statement.serialize(), proof, abi.encodeWithSelector(IdentityImage.selector, 0));
        statement.equations[0].image = new Relation.ImageTerm[](2);
        statement.equations[0].image[0] = Relation.ImageTerm(1, 1);
        statement.equations[0].image[1] = Relation.ImageTerm(1, Q - 1);
        _assertRefused(statement.serialize(), proof, abi.encodeWithSelector(IdentityImage.selector, 0));
    }

    function test_IdentityCommitmentIsRejected() public {
        (Relation.Statement memory statement,) = Relation.attributedOpening(X, H, 5, 6);
        // Responses c * witness make every commitment infinity; wrong ones in the first equation leave the second.
        _assertRefused(
            statement.serialize(),
            abi.encodePacked(uint256(3), 3 * X, uint256(15), uint256(18)),
            abi.encodeWithSelector(IdentityCommitment.selector, 0)
        );
        _assertRefused(
            statement.serialize(),
            abi.encodePacked(uint256(3), 3 * X + 1, uint256(15), uint256(18)),
            abi.encodeWithSelector(IdentityCommitment.selector, 1)
        );
    }

    function test_LargestRelationIsVerified() public view {
        // 16 equations of 4 terms: Y_i = a_i * G + b_i * E_i + c_i * E_(i + 16), 32 bases beside G, 48 elements.
        Relation.Statement memory statement;
        statement.equations = new Relation.Equation[](16);
        statement.elements = new Relation.Point[](47);
        uint256[] memory witness = new uint256[](48);
        for (uint32 i = 0; i < 47; ++i) statement.elements[i] = Relation.point(100 + i);
        for (uint32 i = 0; i < 16; ++i) {
            Relation.Term[] memory list = new Relation.Term[](3);
            // The last equation has no third base of its own.
            uint32 third = i < 15 ? i + 17 : 16;
            list[0] = Relation.Term(3 * i, 0, 1);
            list[1] = Relation.Term(3 * i + 1, i + 1, 2);
            list[2] = Relation.Term(3 * i + 2, third, 3);
            statement.equations[i] = Relation.equation(i + 32, list);
            (witness[3 * i], witness[3 * i + 1], witness[3 * i + 2]) = (7 + i, 11 + i, 13 + i);
            uint256 value = 7 + i + 2 * (11 + i) * (100 + i) + 3 * (13 + i) * (99 + third);
            statement.elements[i + 31] = Relation.point(value);
        }
        assertTrue(_assertAccepted(statement, witness) < 1_000_000, "less than a million gas");
    }

    /// X = x * G.
    function _small() private view returns (Relation.Statement memory statement) {
        statement.equations = new Relation.Equation[](1);
        statement.equations[0] = Relation.equation(1, Relation.terms(0, 0, 1));
        statement.elements = new Relation.Point[](1);
        statement.elements[0] = Relation.point(X);
    }

    function _valid() private view returns (bytes memory instance, bytes memory proof) {
        (Relation.Statement memory statement, uint256[] memory witness) = Relation.attributedOpening(X, H, 5, 6);
        return (statement.serialize(), Relation.prove(SESSION, statement, witness, 1));
    }

    function _witness(uint256 x) private pure returns (uint256[] memory witness) {
        witness = new uint256[](1);
        witness[0] = x;
    }

    function _assertAccepted(Relation.Statement memory statement, uint256[] memory witness) private view returns (uint256 gas) {
        bytes memory instance = statement.serialize();
        bytes memory proof = Relation.prove(SESSION, statement, witness, 1);
        gas = gasleft();
        uint256 elements = _verifiers.requireRelation(SESSION, instance, proof);
        gas -= gasleft();
        assertEq(elements, instance.length - 64 * statement.elements.length, "where the elements start");
    }

    function _call(bytes32 session, bytes memory instance, bytes memory proof) private view returns (bool, bytes memory) {
        return address(_verifiers).staticcall(abi.encodeCall(Verifiers.requireRelation, (session, instance, proof)));
    }

    function _assertRefused(bytes memory instance, bytes memory proof, bytes memory reason) private {
        bytes memory input = abi.encodeCall(Verifiers.requireRelation, (SESSION, instance, proof));
        assertRefused(address(this), address(_verifiers), input, reason);
    }

    function _assertRefused(bytes memory instance, bytes memory proof, bytes4 reason) private {
        _assertRefused(instance, proof, abi.encodePacked(reason));
    }

    function _flip(bytes memory data, uint256 bit) private pure {
        data[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
    }

    function _resize(bytes memory data, uint256 length, uint8 filler) private pure returns (bytes memory out) {
        out = new bytes(length);
        for (uint256 i = 0; i < length; ++i) out[i] = i < data.length ? data[i] : bytes1(filler);
    }

    function _head(bytes memory data, uint256 length) private pure returns (bytes memory) {
        return _resize(data, length, 0);
    }

    function _tail(bytes memory data, uint256 from) private pure returns (bytes memory out) {
        out = new bytes(data.length - from);
        for (uint256 i = 0; i < out.length; ++i) out[i] = data[from + i];
    }
}
